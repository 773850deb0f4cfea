/// Version 1. Times are seconds since 1970 in tables and RFC 3339 text in views.
enum Migration001 {
    static let sql = [log, runs, journal] + Migration001Resources.sql + [storage] + Migration001Views.sql

    private static let log = """
        CREATE TABLE meta(
            key TEXT PRIMARY KEY NOT NULL CHECK (length(key) > 0),
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- One event is one leaf of the Merkle tree: canonical JSON that begins with the columns beside it.
        CREATE TABLE log(
            idx INTEGER PRIMARY KEY CHECK (idx >= 0),
            at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (length(kind) > 0),
            run_id TEXT,
            leaf BLOB NOT NULL CHECK (length(leaf) > 0)
        ) STRICT;
        CREATE INDEX log_by_time ON log(at);
        CREATE INDEX log_by_kind ON log(kind, idx);
        CREATE INDEX log_by_run ON log(run_id, idx) WHERE run_id IS NOT NULL;
        CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
        CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
        CREATE TRIGGER log_no_gap BEFORE INSERT ON log
            WHEN NEW.idx IS NOT (SELECT coalesce(max(idx) + 1, 0) FROM log)
            BEGIN SELECT RAISE(ABORT, 'log has no gaps'); END;

        -- Roots of complete subtrees: node (level, position) covers leaves position<<level up to the next.
        CREATE TABLE log_nodes(
            level INTEGER NOT NULL CHECK (level >= 0),
            position INTEGER NOT NULL CHECK (position >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (level, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER log_nodes_no_update BEFORE UPDATE ON log_nodes
            BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
        CREATE TRIGGER log_nodes_no_delete BEFORE DELETE ON log_nodes
            BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;

        CREATE TABLE checkpoints(
            size INTEGER PRIMARY KEY CHECK (size > 0),
            at INTEGER NOT NULL,
            root BLOB NOT NULL CHECK (length(root) = 32),
            body TEXT NOT NULL,
            signature BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
            BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
        CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
            BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
        """

    private static let runs = """
        CREATE TABLE runs(
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) > 0),
            kind TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            outcome TEXT NOT NULL DEFAULT 'unfinished',
            exit_code INTEGER,
            plan_digest TEXT,
            file_hash TEXT,
            principal TEXT,
            engine_id TEXT,
            engine_name TEXT,
            summary TEXT NOT NULL DEFAULT '',
            detail TEXT NOT NULL DEFAULT '{}',
            started_idx INTEGER NOT NULL UNIQUE REFERENCES log(idx),
            ended_idx INTEGER REFERENCES log(idx),
            CHECK ((ended_at IS NULL) = (ended_idx IS NULL)),
            CHECK ((ended_at IS NULL) = (outcome = 'unfinished'))
        ) STRICT;
        CREATE TRIGGER runs_no_delete BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'runs are kept'); END;

        CREATE TABLE plans(
            run_id TEXT PRIMARY KEY NOT NULL REFERENCES runs(id),
            at INTEGER NOT NULL,
            digest TEXT NOT NULL,
            file_hash TEXT NOT NULL,
            path TEXT NOT NULL,
            content BLOB NOT NULL,
            principal TEXT,
            log_idx INTEGER NOT NULL REFERENCES log(idx)
        ) STRICT;
        CREATE INDEX plans_by_file ON plans(file_hash);

        CREATE TABLE approvals(
            file_hash TEXT NOT NULL,
            principal TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'reject')),
            signature BLOB NOT NULL,
            at INTEGER NOT NULL,
            run_id TEXT NOT NULL REFERENCES runs(id),
            log_idx INTEGER NOT NULL REFERENCES log(idx),
            PRIMARY KEY (file_hash, principal, verdict)
        ) STRICT;

        CREATE TABLE refusals(
            run_id TEXT PRIMARY KEY NOT NULL REFERENCES runs(id),
            at INTEGER NOT NULL,
            gate TEXT NOT NULL,
            exit_code INTEGER NOT NULL,
            codes TEXT NOT NULL,
            detail TEXT NOT NULL,
            log_idx INTEGER NOT NULL REFERENCES log(idx)
        ) STRICT;
        """

    private static let journal = """
        -- A plan file is applied once, whatever becomes of that apply.
        CREATE TABLE plan_uses(
            file_hash TEXT PRIMARY KEY NOT NULL CHECK (length(file_hash) > 0),
            run_id TEXT NOT NULL UNIQUE REFERENCES runs(id),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER plan_uses_no_update BEFORE UPDATE ON plan_uses
            BEGIN SELECT RAISE(ABORT, 'a plan file is used once'); END;
        CREATE TRIGGER plan_uses_no_delete BEFORE DELETE ON plan_uses
            BEGIN SELECT RAISE(ABORT, 'a plan file is used once'); END;

        CREATE TABLE actions(
            run_id TEXT NOT NULL REFERENCES runs(id),
            sequence INTEGER NOT NULL CHECK (sequence >= 0),
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            object_id TEXT NOT NULL,
            action TEXT NOT NULL,
            reason TEXT NOT NULL,
            class TEXT NOT NULL,
            rule TEXT NOT NULL,
            pattern TEXT,
            rule_at TEXT NOT NULL,
            PRIMARY KEY (run_id, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE steps(
            run_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            step INTEGER NOT NULL CHECK (step >= 0),
            operation TEXT NOT NULL,
            target TEXT NOT NULL,
            object_id TEXT NOT NULL,
            removes INTEGER NOT NULL CHECK (removes IN (0, 1)),
            intent_at INTEGER,
            intent_idx INTEGER REFERENCES log(idx),
            outcome TEXT CHECK (outcome IN ('done', 'already', 'absent', 'failed', 'skipped', 'unknown')),
            detail TEXT NOT NULL DEFAULT '',
            outcome_at INTEGER,
            outcome_idx INTEGER REFERENCES log(idx),
            PRIMARY KEY (run_id, sequence, step),
            FOREIGN KEY (run_id, sequence) REFERENCES actions(run_id, sequence),
            CHECK ((outcome IS NULL) = (outcome_idx IS NULL)),
            CHECK (outcome IS NULL OR outcome = 'skipped' OR intent_idx IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX steps_by_outcome ON steps(outcome_idx) WHERE outcome = 'done' AND removes = 1;
        CREATE INDEX steps_open ON steps(run_id) WHERE outcome IS NULL;
        CREATE TRIGGER steps_success_is_final BEFORE UPDATE ON steps
            WHEN OLD.outcome IN ('done', 'already', 'absent') AND NEW.outcome IS NOT OLD.outcome
            BEGIN SELECT RAISE(ABORT, 'a successful step is final'); END;
        CREATE TRIGGER steps_no_delete BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'steps are kept'); END;
        """

    private static let storage = """
        -- Sealed by the caller; nothing here can be read without the host's key.
        CREATE TABLE backups(
            id INTEGER PRIMARY KEY,
            run_id TEXT NOT NULL REFERENCES runs(id),
            kind TEXT NOT NULL CHECK (kind IN ('container', 'image', 'volume', 'network')),
            name TEXT NOT NULL,
            object_id TEXT NOT NULL,
            content TEXT NOT NULL,
            sealed BLOB NOT NULL,
            at INTEGER NOT NULL,
            keep_until INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX backups_by_run ON backups(run_id);
        CREATE INDEX backups_by_end ON backups(keep_until);
        """
}
