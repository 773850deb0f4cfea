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

    /// An audit may have missed the object before we knew that it was our call that removed it.
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
