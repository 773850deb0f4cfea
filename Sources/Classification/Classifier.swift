package import Domain

/// Gives every observed resource exactly one class and the rule that decided it.
///
/// Pure and total: equal hosts, policies and memories give equal verdicts, and whatever is not understood is `unknown`.
/// "Now" is the moment of the observation.
package struct Classifier: Sendable {
    private let policy: Policy
    private let memory: Memory

    package init(policy: Policy, memory: Memory) {
        self.policy = policy
        self.memory = memory
    }

    package func classify(_ host: ObservedHost) -> ClassifiedHost {
        let judge = judge(host)
        let resources = Resource.all(of: host)
        let preliminary = resources.map { ($0, judge.verdict(on: $0)) }
        let final = FinalVerdicts(judge: judge, preliminary: preliminary)
        return ClassifiedHost(
            host: host,
            resources: (preliminary.map { final.classified($0.0, $0.1) } + Classifier.incomplete(host))
                .sortedByAddress(),
            directProtection: Classifier.directProtection(resources, judge.direct),
            missing: judge.expectation.missing(from: host)
        )
    }

    /// The rules by which the allow-list or the stack declares containers, under Compose's own naming too, by ID.
    package static func declaredContainers(of host: ObservedHost, _ policy: Policy) -> [String: DecidingRule] {
        let expectation = Expectation(policy, host)
        let pairs = host.containers.compactMap { container in
            expectation.rule(for: container).map { (container.id, $0) }
        }
        return Dictionary(pairs.filter { $0.1.name != .setAside }, uniquingKeysWith: { first, _ in first })
    }

    func judge(_ host: ObservedHost) -> HostJudge { HostJudge(host: host, policy: policy, memory: memory) }

    private static func directProtection(_ resources: [Resource], _ direct: DirectProtection) -> [Address: DecidingRule]
    {
        let pairs = resources.compactMap { resource in direct.rule(for: resource).map { (resource.address, $0) } }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func incomplete(_ host: ObservedHost) -> [ClassifiedResource] {
        host.incomplete.map {
            ClassifiedResource(
                address: $0.address,
                id: $0.id,
                class: .unknown,
                rule: DecidingRule(.incompleteObservation, pattern: $0.field, origin: .observation)
            )
        }
    }
}

extension [ClassifiedResource] {
    fileprivate func sortedByAddress() -> [ClassifiedResource] {
        sorted { ($0.address, $0.id) < ($1.address, $1.id) }
    }
}
