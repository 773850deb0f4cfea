internal import Domain

/// The container that a command check runs in: the one that it names, else the one whose role is the check's name.
struct ProbeTarget {
    let container: ObservedContainer
    let verdict: ClassifiedResource

    struct Unresolved: Error {
        let reason: String
    }

    static func find(
        _ named: String?,
        _ check: HealthCheck,
        _ policy: Policy,
        _ classified: ClassifiedHost
    ) throws(Unresolved) -> ProbeTarget {
        let name: String
        if let named { name = named } else { name = try nameByRole(check, policy) }
        let address = Address(.container, name)
        guard let container = classified.host.containers.first(where: { $0.address == address }),
            let verdict = classified[address]
        else { throw Unresolved(reason: "\(address) is not there") }
        return ProbeTarget(container: container, verdict: verdict)
    }

    private static func nameByRole(_ check: HealthCheck, _ policy: Policy) throws(Unresolved) -> String {
        let fitting = policy.allowed.containers.filter { $0.role == check.name }
        guard let only = fitting.first, fitting.count == 1 else {
            let found = fitting.isEmpty ? "no allowed container has" : "\(fitting.count) allowed containers have"
            throw Unresolved(reason: "\(found) the role '\(check.name)'; write 'container:' in the check")
        }
        return only.name
    }
}
