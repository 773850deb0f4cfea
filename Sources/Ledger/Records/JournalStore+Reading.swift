import Domain
import GRDB

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
