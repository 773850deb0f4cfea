/// The tables of version 1 that hold what was seen of the host.
enum Migration001Resources {
    static let sql = [audits, resources]

    private static let audits = """
        -- One recorded look at the host, by whichever command.
        CREATE TABLE audits(
            number INTEGER PRIMARY KEY CHECK (number > 0),
            run_id TEXT NOT NULL REFERENCES runs(id),
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            engine_id TEXT NOT NULL,
            engine_name TEXT NOT NULL,
            missing INTEGER NOT NULL CHECK (missing >= 0),
            log_idx INTEGER NOT NULL REFERENCES log(idx)
        ) STRICT;
        CREATE INDEX audits_by_run ON audits(run_id);
        CREATE TABLE audit_counts(
            audit INTEGER NOT NULL REFERENCES audits(number),
            kind TEXT NOT NULL CHECK (kind IN ('container', 'image', 'volume', 'network')),
            expected INTEGER NOT NULL,
            extra_safe_delete INTEGER NOT NULL,
            protected INTEGER NOT NULL,
            unknown INTEGER NOT NULL,
            PRIMARY KEY (audit, kind)
        ) STRICT, WITHOUT ROWID;
        """

    private static let resources = """
        -- One row per life of a resource, from the look that saw it first to the one that missed it. While it is
        -- there, last_audit is NULL and means the newest audit, so that an unchanged host costs no write.
        CREATE TABLE resource_state(
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('container', 'image', 'volume', 'network')),
            name TEXT NOT NULL,
            object_id TEXT NOT NULL,
            class TEXT NOT NULL CHECK (class IN ('expected', 'extra_safe_delete', 'protected', 'unknown')),
            rule TEXT NOT NULL,
            pattern TEXT,
            rule_at TEXT NOT NULL,
            first_audit INTEGER NOT NULL REFERENCES audits(number),
            last_audit INTEGER REFERENCES audits(number),
            gone_audit INTEGER REFERENCES audits(number),
            removed_by_run TEXT REFERENCES runs(id),
            first_unused INTEGER,
            lost_user INTEGER,
            protected_first INTEGER,
            protected_last INTEGER,
            protected_rule TEXT,
            protected_pattern TEXT,
            protected_rule_at TEXT,
            -- A volume has no ID: these tell it from a later one of the same name.
            mountpoint_identity TEXT,
            configuration_digest TEXT,
            CHECK ((last_audit IS NULL) = (gone_audit IS NULL)),
            CHECK (removed_by_run IS NULL OR gone_audit IS NOT NULL),
            CHECK ((protected_first IS NULL) = (protected_rule IS NULL)),
            CHECK ((protected_first IS NULL) = (protected_rule_at IS NULL)),
            CHECK (kind = 'volume' OR configuration_digest IS NULL),
            CHECK (configuration_digest IS NOT NULL OR mountpoint_identity IS NULL)
        ) STRICT;
        CREATE UNIQUE INDEX resource_present ON resource_state(kind, object_id, name) WHERE gone_audit IS NULL;
        CREATE INDEX resource_by_name ON resource_state(kind, name);
        CREATE INDEX resource_gone ON resource_state(kind, object_id) WHERE gone_audit IS NOT NULL;
        CREATE INDEX resource_protected ON resource_state(id) WHERE protected_first IS NOT NULL;

        -- What changed about a resource, and in which audit; a class of NULL says that it was gone.
        CREATE TABLE observations(
            audit INTEGER NOT NULL REFERENCES audits(number),
            resource INTEGER NOT NULL REFERENCES resource_state(id),
            name TEXT NOT NULL,
            class TEXT,
            rule TEXT,
            pattern TEXT,
            rule_at TEXT,
            PRIMARY KEY (audit, resource)
        ) STRICT, WITHOUT ROWID;

        -- What belongs to an image ID whatever its tags are.
        CREATE TABLE image_state(
            image_id TEXT PRIMARY KEY NOT NULL,
            present INTEGER NOT NULL CHECK (present IN (0, 1)),
            first_unused INTEGER,
            protected_first INTEGER,
            protected_until INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE use_state(
            id INTEGER PRIMARY KEY,
            user_id TEXT NOT NULL,
            user_name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('container', 'image', 'volume', 'network')),
            resource_id TEXT NOT NULL,
            resource_name TEXT NOT NULL,
            first_audit INTEGER NOT NULL REFERENCES audits(number),
            last_audit INTEGER REFERENCES audits(number)
        ) STRICT;
        CREATE UNIQUE INDEX use_present ON use_state(user_id, kind, resource_id) WHERE last_audit IS NULL;
        CREATE INDEX use_by_user ON use_state(user_name);

        CREATE TABLE release_sightings(
            pattern TEXT PRIMARY KEY NOT NULL,
            first_seen INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
