import Domain
import Execution
import Inventory
import Stack

/// The secrets of a plan's bodies, resolved from the stack's files, each compared with the digest that the plan pinned.
struct PlannedSecrets {
    /// Those that are the ones that were planned.
    let values: SecretValues
    /// Those that are missing or others now, by name and never by value.
    let moved: [Refusal.Moved]

    init(_ plan: Plan, _ built: [BuiltStack], _ key: DigestKey) {
        var values: [String: String] = [:]
        var moved: [Refusal.Moved] = []
        for (address, name, hmac) in plan.secretReferences {
            let value = built.lazy.compactMap { $0.secrets[name] }.first
            if let value, key.digest(of: Array(value.utf8)) == hmac {
                values[name] = value
            } else {
                let found = value == nil ? "missing" : "(changed)"
                moved.append(.init(address: address, field: name, planned: "(pinned)", observed: found))
            }
        }
        self.values = SecretValues(values)
        self.moved = moved
    }
}

extension Plan {
    fileprivate var secretReferences: [(Address, name: String, hmac: String)] {
        actions.flatMap { action in
            action.steps.compactMap(\.body).flatMap(BodyReference.all).compactMap { reference in
                guard case .secret(let name, let hmac, _) = reference else { return nil }
                return (action.address, name, hmac)
            }
        }
    }
}
