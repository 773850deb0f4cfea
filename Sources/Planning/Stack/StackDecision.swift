internal import Classification
internal import Domain

/// Decides what brings a host to its stack: networks, volumes and images first, then every container by itself, then what
/// follows for the ones that depend on it.
struct StackDecision {
    private let host: StackView
    private let comparesSealed: Bool

    init(_ classified: ClassifiedHost, _ desired: DesiredStack, _ input: PlanningInput) {
        host = StackView(classified, desired, input.policy, input.memory)
        comparesSealed = desired.digestKeyID == input.digestKeyID
    }

    func decide() -> Decision {
        let needs = ChangePropagation(host: host, comparesSealed: comparesSealed).settled
        let parts = StackResources(host: host, needs: needs, comparesSealed: comparesSealed)
        let ends = ReplacementEnds(host: host, needs: needs)
        let containers = StackActions(host: host, needs: needs, parts: parts, ends: ends).actions
        return Decision(
            actions: parts.actions + containers + ends.actions,
            omissions: parts.omissions + StackOmissions(host: host, needs: needs, comparesSealed: comparesSealed).all
                + StackLeftovers(host: host).omissions + ends.omissions,
            companions: companions(containers)
        )
    }

    /// Whoever shares the namespaces of a container that is made anew must go along with it.
    private func companions(_ actions: [Action]) -> [Address: [Address]] {
        let followers = actions.filter { $0.kind == .replace || $0.reason == .dependencyReplaced }
        let pairs = followers.flatMap { action in
            (host.wanted(action.address.name)?.sharesWith ?? []).map { (Address(.container, $0), action.address) }
        }
        return Dictionary(pairs.map { ($0.0, [$0.1]) }, uniquingKeysWith: +)
    }
}
