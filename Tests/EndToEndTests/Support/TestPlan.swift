import TestSupport
import Testing

/// What `reconcile plan` said.
struct TestPlan: Sendable, CustomStringConvertible {
    struct Action: Sendable {
        let address: String
        let kind: String
        let reason: String
        /// The attributes that differ, sorted.
        let attributes: [String]
        let operations: [String]
    }

    /// Below the root; `nil` where there was nothing to do.
    let file: String?
    let actions: [Action]
    let outcome: Outcome

    var description: String { "\(outcome)" }

    /// The actions by address. An address that is planned twice gets both words joined, which equals no expected value.
    var kinds: [String: String] { Dictionary(actions.map { ($0.address, $0.kind) }) { $0 + $1 } }

    subscript(address: String) -> Action? { actions.first { $0.address == address } }

    init(_ outcome: Outcome) throws {
        self.outcome = outcome
        let data = try outcome.document().data
        file = data.file.string
        actions = try data.actions.array.map { action in
            Action(
                address: try #require(action.address.string),
                kind: try #require(action.action.string),
                reason: try #require(action.reason.string),
                attributes: action.changes.array.compactMap(\.attribute.string).sorted(),
                operations: action.steps.array.compactMap(\.op.string)
            )
        }
    }
}
