import Domain
import Execution
import Inventory
import Stack

/// The secrets of a plan's bodies, resolved from the stack's files and proven to be the ones that were planned.
struct PlannedSecrets {
    private let plan: Plan
    private let built: BuiltStack?
    private let key: DigestKey

    init(_ plan: Plan, _ built: BuiltStack?, _ key: DigestKey) {
        self.plan = plan
        self.built = built
        self.key = key
    }

    /// - Throws: The refusal (3) that names every value which is missing or another one now, never the value.
    func proven() throws(Refusal) -> SecretValues {
        var values: [String: String] = [:]
        var moved: [Refusal.Moved] = []
        for (address, name, hmac) in references {
            let value = built?.secrets[name]
            if let value, key.digest(of: Array(value.utf8)) == hmac {
                values[name] = value
            } else {
                let found = value == nil ? "missing" : "(changed)"
                moved.append(.init(address: address, field: name, planned: "(pinned)", observed: found))
            }
        }
        guard moved.isEmpty else { throw PlannedSecrets.refusal(moved) }
        return SecretValues(values)
    }

    private var references: [(Address, name: String, hmac: String)] {
        plan.actions.flatMap { action in
            action.steps.compactMap(\.body).flatMap(BodyReference.all).compactMap { reference in
                guard case .secret(let name, let hmac, _) = reference else { return nil }
                return (action.address, name, hmac)
            }
        }
    }

    private static func refusal(_ moved: [Refusal.Moved]) -> Refusal {
        let names = Set(moved.map(\.field)).sortedByBytes().joined(separator: ", ")
        let diagnostic = Diagnostic(
            .planStale,
            "Values that the plan pinned are not the same any more: \(names)",
            fix: "Restore the env files and variables that it was planned with, or plan again."
        )
        return Refusal(gate: .inputs, exitCode: .refusedStale, diagnostics: [diagnostic], moved: moved)
    }
}
