import Domain
import GRDB

/// The tables that an apply writes: its actions, and each step's intent and outcome.
struct JournalStore {
    let database: Database

    func store(_ actions: [Action], run id: String) throws {
        for (sequence, action) in actions.enumerated() {
            try database.run(
                """
                INSERT INTO actions(run_id, sequence, kind, name, object_id, action, reason, class, rule, pattern,
                    rule_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    id, sequence, action.address.kind.rawValue, action.address.name, action.precondition.objectID,
                    action.kind.rawValue, action.reason.rawValue, action.class.rawValue, action.rule.name.rawValue,
                    action.rule.pattern, action.rule.at,
                ]
            )
        }
    }

    func intend(_ intent: StepIntent, run id: String, at: Timestamp) throws {
        var step = try stored(intent.place, intent.step, run: id)
        step.intentAt = at
        guard let entry = step.intentEntry else { return }
        let index = try LogStore(database: database).append(entry)
        // A resumed run may send a step again that failed or was skipped, or put another in its place where it reverses
        // a replacement; the earlier intent and outcome stay in the log.
        try database.run(
            """
            INSERT INTO steps(run_id, sequence, step, operation, target, object_id, removes, intent_at, intent_idx)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(run_id, sequence, step) DO UPDATE SET operation = excluded.operation,
                target = excluded.target, object_id = excluded.object_id, removes = excluded.removes,
                intent_at = excluded.intent_at, intent_idx = excluded.intent_idx, outcome = NULL, outcome_at = NULL, outcome_idx = NULL, detail = ''
            """,
            [
                id, intent.place.action, intent.place.step, step.operation, step.target, step.objectID,
                intent.step.removes, at.secondsSince1970, index,
            ]
        )
    }

    func record(_ record: StepRecord, run id: String) throws {
        var step = try stored(record.place, record.step, run: id)
        step.outcome = record.outcome.rawValue
        step.detail = record.detail
        step.outcomeAt = record.at
        guard let entry = step.outcomeEntry else { return }
        let index = try LogStore(database: database).append(entry)
        try store(step, removes: record.step.removes, at: record.at, index: index)
        if record.outcome == .done, record.step.removes { try claimRemoval(step) }
    }

    /// A step that was never intended gets its row now; the schema lets it say `skipped` and nothing else.
    private func store(_ step: StoredStep, removes: Bool, at: Timestamp, index: Int) throws {
        let key: StatementArguments = [step.run, step.place.action, step.place.step]
        try database.run(
            """
            UPDATE steps SET outcome = ?, detail = ?, outcome_at = ?, outcome_idx = ?
            WHERE run_id = ? AND sequence = ? AND step = ?
            """,
            [step.outcome, step.detail, at.secondsSince1970, index] + key
        )
        guard database.changesCount == 0 else { return }
        try database.run(
            """
            INSERT INTO steps(run_id, sequence, step, operation, target, object_id, removes, outcome, detail,
                outcome_at, outcome_idx) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            key + [
                step.operation, step.target, step.objectID, removes, step.outcome, step.detail, at.secondsSince1970,
                index,
            ]
        )
    }

    /// Attributes a removal to this run afterwards: an observation may have found the object gone before the outcome of
    /// our call was known.
    private func claimRemoval(_ step: StoredStep) throws {
        let isTag = step.operation == StepOperation.removeImageReference.rawValue
        try database.run(
            """
            UPDATE resource_state SET removed_by_run = ?1
            WHERE kind = ?2 AND object_id = ?3 AND (?4 IS NULL OR name = ?4) AND gone_audit IS NOT NULL
                AND removed_by_run IS NULL AND EXISTS (
                    SELECT 1 FROM audits g, steps s WHERE g.number = gone_audit AND s.run_id = ?1
                    AND s.sequence = ?5 AND s.step = ?6 AND s.intent_idx < g.log_idx)
            """,
            [
                step.run, step.action.address.kind.rawValue, step.objectID, isTag ? step.target : nil,
                step.place.action, step.place.step,
            ]
        )
    }

    /// The facts of a step, with those of its action as the run's start recorded them.
    private func stored(_ place: StepRecord.Place, _ step: Step, run: String) throws -> StoredStep {
        let row = try database.row(
            """
            SELECT a.kind, a.name, a.action, a.reason, a.rule, a.pattern, a.rule_at, r.plan_digest
            FROM actions a JOIN runs r ON r.id = a.run_id WHERE a.run_id = ? AND a.sequence = ?
            """,
            [run, place.action]
        )
        guard let row else { throw LedgerFault.noRecord("action \(place.action) of run \(run)") }
        return StoredStep(
            run: run,
            place: place,
            action: try JournalStore.facts(row, from: 0),
            operation: step.operation.rawValue,
            target: step.target,
            objectID: step.objectID
        )
    }
}

extension JournalStore {
    /// Every step ever recorded, for verification.
    func allSteps() throws -> [StoredStep] { try steps("ORDER BY s.run_id, s.sequence, s.step") }

    /// The steps of a run whose outcome must be found out by observing.
    func openSteps(run id: String) throws -> [UnfinishedRun.OpenStep] {
        try steps(
            "WHERE s.run_id = ? AND coalesce(s.outcome, 'unknown') = 'unknown' ORDER BY s.sequence, s.step",
            [id]
        ).map { step in
            UnfinishedRun.OpenStep(
                place: step.place,
                address: step.action.address,
                operation: step.operation,
                target: step.target,
                objectID: step.objectID
            )
        }
    }

    func successes(run id: String) throws -> Int {
        try database.row(
            "SELECT count(*) FROM steps WHERE run_id = ? AND outcome IN ('done', 'already', 'absent')",
            [id]
        )?.int(0) ?? 0
    }

    static func facts(_ row: Row, from first: Int) throws -> StoredStep.ActionFacts {
        StoredStep.ActionFacts(
            address: Address(try row.value(first, as: ResourceKind.self), try row.text(first + 1)),
            kind: try row.text(first + 2),
            reason: try row.text(first + 3),
            rule: .rule(try row.text(first + 4), row.optionalText(first + 5), try row.text(first + 6)),
            digest: row.optionalText(first + 7)
        )
    }

    func steps(_ clause: String, _ arguments: StatementArguments = []) throws -> [StoredStep] {
        try database.rows(
            """
            SELECT a.kind, a.name, a.action, a.reason, a.rule, a.pattern, a.rule_at, r.plan_digest,
                s.run_id, s.sequence, s.step, s.operation, s.target, s.object_id, s.intent_at, s.intent_idx,
                s.outcome, s.detail, s.outcome_at, s.outcome_idx
            FROM steps s JOIN actions a ON a.run_id = s.run_id AND a.sequence = s.sequence
            JOIN runs r ON r.id = s.run_id \(clause)
            """,
            arguments
        ).map(JournalStore.step)
    }

    private static func step(_ row: Row) throws -> StoredStep {
        StoredStep(
            run: try row.text(8),
            place: StepRecord.Place(action: try row.int(9), step: try row.int(10)),
            action: try facts(row, from: 0),
            operation: try row.text(11),
            target: try row.text(12),
            objectID: try row.text(13),
            intentAt: row.optionalTime(14),
            intentIndex: row.optionalInteger(15).flatMap { Int(exactly: $0) },
            outcome: row.optionalText(16),
            detail: try row.text(17),
            outcomeAt: row.optionalTime(18),
            outcomeIndex: row.optionalInteger(19).flatMap { Int(exactly: $0) }
        )
    }
}

/// How values of the domain stand in log entries.
extension JSON {
    static func rule(_ name: String, _ pattern: String?, _ at: String) -> JSON {
        ["name": .string(name), "pattern": .optional(pattern), "at": .string(at)]
    }
}
