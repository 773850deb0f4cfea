package import Domain
import GRDB
import JSON

/// Reading back; lists are newest first.
extension Ledger {
    /// The newest runs, at most `limit`.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func runs(limit: Int) throws(LedgerFault) -> [RunRecord] {
        try read { try RunStore(database: $0).records("ORDER BY started_idx DESC LIMIT ?", [limit]) }
    }

    /// One run whole.
    ///
    /// - Throws: ``LedgerFault/noRecord(_:)`` where there is no such run.
    package func run(_ id: String) throws(LedgerFault) -> RunDetail {
        let (run, detail, entries) = try read { database in
            guard let run = try RunStore(database: database).records("WHERE id = ?", [id]).first,
                let detail = try database.row("SELECT detail FROM runs WHERE id = ?", [id])
            else { throw LedgerFault.noRecord("run \(id)") }
            let entries = try database.rows("SELECT leaf FROM log WHERE run_id = ? ORDER BY idx", [id])
            return (
                run, try JSON.parse(Array(try detail.text(0).utf8)), try entries.map { try JSON.parse(try $0.blob(0)) }
            )
        }
        return RunDetail(
            run: run,
            detail: detail,
            actions: try actions(run: id),
            audits: try audits(limit: Int.max, run: id, kind: nil),
            refusal: try refusals(limit: 1, run: id).first,
            backups: try backups(run: id),
            entries: entries
        )
    }

    /// The actions of a run in the plan's order, or of all runs, the newest run first.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func actions(run id: String? = nil, limit: Int = Int.max) throws(LedgerFault) -> [ActionRecord] {
        try read { database in
            try database.rows(
                """
                SELECT v.run_id, v.seq, v.action, a.kind, a.name, v.object_id, v.reason, v.rule, v.pattern, v.rule_at,
                    v.outcome, v.detail, v.at, v.digest, v.principal
                FROM v_actions v JOIN actions a ON a.run_id = v.run_id AND a.sequence + 1 = v.seq
                JOIN runs r ON r.id = v.run_id
                WHERE ?1 IS NULL OR v.run_id = ?1 ORDER BY r.started_idx DESC, v.seq LIMIT ?2
                """,
                [id, limit]
            ).map(Ledger.action)
        }
    }

    /// Recorded observations of the host. A kind of `nil` also gives those of plans and applies.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func audits(
        limit: Int,
        run id: String? = nil,
        kind: RunKind? = .audit
    ) throws(LedgerFault) -> [AuditRecord] {
        try read { database in
            try database.rows(
                """
                SELECT number, run_id, at, engine_id, engine_name, missing FROM audits
                WHERE (?1 IS NULL OR run_id = ?1) AND (?2 IS NULL OR kind = ?2) ORDER BY number DESC LIMIT ?3
                """,
                [id, kind?.rawValue, limit]
            ).map { try Ledger.audit($0, database) }
        }
    }

    /// What images without a tag were called while they had one, by their IDs; the newest name first.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func formerNames(ofImages ids: [String]) throws(LedgerFault) -> [String: [String]] {
        try read { database in
            try ids.reduce(into: [:]) { names, id in
                let rows = try database.rows(
                    """
                    SELECT name FROM resource_state WHERE kind = 'image' AND object_id = ?1 AND name <> ?1
                    GROUP BY name ORDER BY max(id) DESC LIMIT 8
                    """,
                    [id]
                )
                if !rows.isEmpty { names[id] = try rows.map { try $0.text(0) } }
            }
        }
    }

    /// The newest refused applies, at most `limit`: of one run, or of all.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func refusals(limit: Int, run id: String? = nil) throws(LedgerFault) -> [RefusalRecord] {
        try read { database in
            let clause = "WHERE ?1 IS NULL OR run_id = ?1 ORDER BY log_idx DESC LIMIT ?2"
            return try RefusalStore(database: database).records(clause, [id, limit])
        }
    }

    /// The content of the plan file of that hash, if this ledger recorded it.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func plan(fileHash: String) throws(LedgerFault) -> [UInt8]? {
        try read { try $0.row("SELECT content FROM plans WHERE file_hash = ? LIMIT 1", [fileHash])?.blob(0) }
    }

    private static func action(_ row: Row) throws -> ActionRecord {
        guard let at = Timestamp(parsing: try row.text(12)) else { throw UnreadableColumn(column: 12) }
        return ActionRecord(
            runID: try row.text(0),
            sequence: try row.int(1),
            action: try row.value(2, as: ActionKind.self),
            address: Address(try row.value(3, as: ResourceKind.self), try row.text(4)),
            objectID: try row.text(5),
            reason: try row.value(6, as: ActionReason.self),
            rule: Action.Rule(
                name: try row.value(7, as: RuleName.self),
                pattern: row.optionalText(8),
                at: try row.text(9)
            ),
            outcome: try row.value(10, as: StepOutcome.self),
            detail: try row.text(11),
            at: at,
            planDigest: row.optionalText(13) ?? "",
            principal: row.optionalText(14)
        )
    }

    private static func audit(_ row: Row, _ database: Database) throws -> AuditRecord {
        var counts = ClassCounts()
        let sql = "SELECT kind, expected, extra_safe_delete, protected, unknown FROM audit_counts WHERE audit = ?"
        for count in try database.rows(sql, [try row.integer(0)]) {
            let kind = try count.value(0, as: ResourceKind.self)
            counts.add(try count.int(1), kind, .expected)
            counts.add(try count.int(2), kind, .extraSafeDelete)
            counts.add(try count.int(3), kind, .protected)
            counts.add(try count.int(4), kind, .unknown)
        }
        return AuditRecord(
            runID: try row.text(1),
            at: try row.time(2),
            engine: EngineIdentity(id: try row.text(3), name: try row.text(4)),
            counts: counts,
            missing: try row.int(5)
        )
    }
}
