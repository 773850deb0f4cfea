import Domain
import GRDB

/// One step with its action, as the tables hold it. Its log entries are made from these values alone, so that
/// verification can make them again and compare.
struct StoredStep {
    struct ActionFacts {
        let address: Address
        let kind: String
        let reason: String
        let rule: JSON
        let digest: String?
    }

    let run: String
    let place: StepRecord.Place
    let action: ActionFacts
    let operation: String
    let target: String
    let objectID: String
    var intentAt: Timestamp?
    var intentIndex: Int?
    var outcome: String?
    var detail = ""
    var outcomeAt: Timestamp?
    var outcomeIndex: Int?

    var label: String { "\(place.action).\(place.step) of run \(run)" }

    var intentEntry: LogEntry? {
        intentAt.map { LogEntry(kind: .actionIntent, run: run, at: $0, what: .object(facts + reasons)) }
    }

    var outcomeEntry: LogEntry? {
        guard let outcomeAt, let outcome else { return nil }
        let result = [JSON.Member("outcome", .string(outcome)), JSON.Member("detail", .string(detail))]
        return LogEntry(kind: .actionOutcome, run: run, at: outcomeAt, what: .object(facts + result))
    }

    /// Actions and steps count from 1, as in plans and receipts.
    private var facts: [JSON.Member] {
        [
            JSON.Member("address", .string(action.address.description)),
            JSON.Member("object_id", .string(objectID)),
            JSON.Member("operation", .string(operation)),
            JSON.Member("seq", .number(place.action + 1)),
            JSON.Member("step", .number(place.step + 1)),
            JSON.Member("target", .string(target)),
        ]
    }

    private var reasons: [JSON.Member] {
        [
            JSON.Member("action", .string(action.kind)),
            JSON.Member("digest", .optional(action.digest)),
            JSON.Member("reason", .string(action.reason)),
            JSON.Member("rule", action.rule),
        ]
    }
}
