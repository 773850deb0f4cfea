/// The views of version 1. Their names and columns are a promise to everybody's queries.
enum Migration001Views {
    static let sql = [resources, runs, actions, audits, proof]

    private static func text(_ column: String) -> String { "strftime('%Y-%m-%dT%H:%M:%SZ', \(column), 'unixepoch')" }

    private static let resources = """
        CREATE VIEW resources AS SELECT
            r.kind || '/' || r.name AS address, r.kind AS kind, r.object_id AS object_id,
            \(text("f.at")) AS first_seen,
            \(text("coalesce(l.at, (SELECT at FROM audits ORDER BY number DESC LIMIT 1))")) AS last_seen,
            \(text("CASE WHEN r.kind = 'image' THEN i.first_unused ELSE r.first_unused END")) AS first_unused,
            r.class AS last_class, r.rule AS rule, r.pattern AS pattern, r.rule_at AS rule_at,
            \(text("r.protected_first")) AS protected_first,
            CASE WHEN r.protected_first IS NULL THEN NULL ELSE
            \(text("coalesce(r.protected_last, l.at, (SELECT at FROM audits ORDER BY number DESC LIMIT 1))"))
            END AS protected_last,
            r.protected_rule AS protected_rule, r.protected_pattern AS protected_pattern,
            r.protected_rule_at AS protected_rule_at,
            \(text("g.at")) AS gone_seen, r.removed_by_run AS removed_by_run
        FROM resource_state r
        JOIN audits f ON f.number = r.first_audit
        LEFT JOIN audits l ON l.number = r.last_audit
        LEFT JOIN audits g ON g.number = r.gone_audit
        LEFT JOIN image_state i ON r.kind = 'image' AND i.image_id = r.object_id;

        CREATE VIEW resource_uses AS SELECT
            'container/' || u.user_name AS user, u.user_id AS user_id, u.kind || '/' || u.resource_name AS used,
            u.kind AS kind, u.resource_id AS resource_id,
            \(text("f.at")) AS first_seen,
            \(text("coalesce(l.at, (SELECT at FROM audits ORDER BY number DESC LIMIT 1))")) AS last_seen
        FROM use_state u
        JOIN audits f ON f.number = u.first_audit
        LEFT JOIN audits l ON l.number = u.last_audit;
        """

    private static let runs = """
        CREATE VIEW v_runs AS SELECT
            id AS run_id, kind, \(text("started_at")) AS started_at, \(text("ended_at")) AS ended_at, outcome,
            exit_code, plan_digest AS digest, file_hash, principal, engine_id, engine_name, summary,
            started_idx AS log_idx
        FROM runs;

        CREATE VIEW v_refusals AS SELECT
            f.run_id AS run_id, \(text("f.at")) AS at, f.gate AS gate, f.exit_code AS exit_code, f.codes AS codes,
            f.detail AS detail, r.plan_digest AS digest, r.file_hash AS file_hash, r.principal AS principal,
            f.log_idx AS log_idx
        FROM refusals f JOIN runs r ON r.id = f.run_id;

        CREATE VIEW v_approvals AS SELECT
            a.file_hash AS file_hash, p.digest AS digest, a.principal AS principal, a.verdict AS verdict,
            \(text("a.at")) AS at, a.run_id AS run_id, a.log_idx AS log_idx
        FROM approvals a LEFT JOIN (SELECT file_hash, max(digest) AS digest FROM plans GROUP BY file_hash) p
        ON p.file_hash = a.file_hash;
        """

    /// The outcome of an action is the one of its steps that a reader must know first.
    private static let actions = """
        CREATE VIEW v_actions AS
        WITH ranked AS (
            SELECT run_id, sequence, coalesce(outcome, 'unknown') AS outcome, detail,
                max(coalesce(outcome_at, intent_at)) OVER (PARTITION BY run_id, sequence) AS at,
                max(outcome_idx) OVER (PARTITION BY run_id, sequence) AS log_idx,
                row_number() OVER (PARTITION BY run_id, sequence ORDER BY CASE coalesce(outcome, 'unknown')
                    WHEN 'failed' THEN 0 WHEN 'unknown' THEN 1 WHEN 'skipped' THEN 2 WHEN 'done' THEN 3
                    WHEN 'already' THEN 4 ELSE 5 END, step) AS place
            FROM steps
        )
        SELECT
            a.run_id AS run_id, a.sequence + 1 AS seq, a.kind || '/' || a.name AS address, a.object_id AS object_id,
            a.action AS action, a.reason AS reason, a.rule AS rule, a.pattern AS pattern, a.rule_at AS rule_at,
            s.outcome AS outcome, s.detail AS detail, \(text("s.at")) AS at, r.plan_digest AS digest,
            r.file_hash AS file_hash, r.principal AS principal, s.log_idx AS log_idx
        FROM ranked s
        JOIN actions a ON a.run_id = s.run_id AND a.sequence = s.sequence
        JOIN runs r ON r.id = s.run_id
        WHERE s.place = 1;

        CREATE VIEW v_deleted AS SELECT
            s.run_id AS run_id, s.sequence + 1 AS seq, a.kind || '/' || a.name AS address, s.object_id AS object_id,
            s.operation AS operation, a.reason AS reason, a.rule AS rule, a.pattern AS pattern, a.rule_at AS rule_at,
            \(text("s.outcome_at")) AS at, r.plan_digest AS digest, r.file_hash AS file_hash,
            r.principal AS principal, s.intent_idx AS intent_idx, s.outcome_idx AS log_idx
        FROM steps s
        JOIN actions a ON a.run_id = s.run_id AND a.sequence = s.sequence
        JOIN runs r ON r.id = s.run_id
        WHERE s.outcome = 'done' AND s.removes = 1;
        """

    private static let audits = """
        CREATE VIEW v_audits AS SELECT
            a.number AS number, a.run_id AS run_id, a.kind AS kind, \(text("a.at")) AS at, a.engine_id AS engine_id,
            a.engine_name AS engine_name, sum(c.expected) AS expected, sum(c.extra_safe_delete) AS extra_safe_delete,
            sum(c.protected) AS protected, sum(c.unknown) AS unknown, a.missing AS missing, a.log_idx AS log_idx
        FROM audits a LEFT JOIN audit_counts c ON c.audit = a.number
        GROUP BY a.number;

        -- The last look of each UTC day.
        CREATE VIEW v_drift_daily AS SELECT
            substr(at, 1, 10) AS day, count(*) AS audits, max(number) AS last_audit, expected, extra_safe_delete,
            protected, unknown, missing
        FROM v_audits GROUP BY substr(at, 1, 10);
        """

    private static let proof = """
        CREATE VIEW v_protected_never_removed AS SELECT
            r.kind || '/' || r.name AS address, r.object_id AS id, r.protected_rule AS rule,
            \(text("r.protected_first")) AS first_protected,
            \(text("coalesce(l.at, n.at)")) AS last_seen,
            CASE WHEN r.gone_audit IS NULL THEN 'present' WHEN r.removed_by_run IS NULL THEN 'gone_outside'
                ELSE 'removed_by_us' END AS state,
            r.removed_by_run AS run_id,
            coalesce(l.run_id, n.run_id) AS last_seen_run, g.run_id AS missed_run, \(text("g.at")) AS missed_at
        FROM resource_state r
        JOIN (SELECT at, run_id FROM audits ORDER BY number DESC LIMIT 1) n
        LEFT JOIN audits l ON l.number = r.last_audit
        LEFT JOIN audits g ON g.number = r.gone_audit
        WHERE r.protected_first IS NOT NULL;
        """
}
