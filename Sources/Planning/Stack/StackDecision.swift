internal import Domain

/// Decides what brings a host to its stack: networks, volumes and images first, then every container by itself, then what
/// follows for the ones that depend on it.
struct StackDecision {
    let host: StackHost
    let comparesSealed: Bool

    init(_ classified: ClassifiedHost, _ desired: DesiredStack, digestKeyID: String) {
        host = StackHost(classified, desired)
        comparesSealed = desired.digestKeyID == digestKeyID
    }

    func decide() -> Decision {
        let needs = StackNeeds(host: host, comparesSealed: comparesSealed).settled
        let parts = StackParts(host: host, needs: needs, comparesSealed: comparesSealed)
        let builder = StackActions(host: host, needs: needs, parts: parts)
        return Decision(
            actions: parts.actions + builder.actions,
            omissions: parts.omissions + blocked(needs) + StackLeftovers(host: host).omissions + uncompared
        )
    }

    private func blocked(_ needs: [String: ContainerNeed]) -> [String] {
        needs.compactMap { name, need in
            guard case .blocked(let reason) = need else { return nil }
            return "\(Address(.container, name)): \(reason)"
        }
    }

    private var uncompared: [String] {
        guard !comparesSealed else { return [] }
        return host.desired.containers.filter { host.container(named: $0.name) != nil }.map {
            "\(Address(.container, $0.name)): environment, labels and commands were not compared, "
                + "since the host's digest key is not here (RECONCILE_DIGEST_KEY)"
        }
    }
}
