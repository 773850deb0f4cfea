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
        return Dictionary(firstWins: pairs.filter { $0.1.name != .setAside })
    }

    func judge(_ host: ObservedHost) -> HostClassifier { HostClassifier(host: host, policy: policy, memory: memory) }

    private static func directProtection(_ resources: [Resource], _ direct: DirectProtection) -> [Address: DecidingRule]
    {
        let pairs = resources.compactMap { resource in direct.rule(for: resource).map { (resource.address, $0) } }
        return Dictionary(firstWins: pairs)
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

/// Why a resource has its class: the verdict, and every rule that was tried in the order of trying.
package struct Explanation: Sendable, Hashable {
    package let resource: ClassifiedResource
    package let trace: [TraceEntry]

    package init(resource: ClassifiedResource, trace: [TraceEntry]) {
        self.resource = resource
        self.trace = trace
    }
}

extension Classifier {
    /// Explains one resource of a host; `nil` where no resource has that address.
    package func explain(_ address: Address, in host: ObservedHost) -> Explanation? {
        guard let verdict = classify(host)[address] else { return nil }
        let judge = judge(host)
        guard let resource = Resource.all(of: host).first(where: { $0.address == address }) else {
            return Explanation(
                resource: verdict,
                trace: [.init(class: .unknown, rule: verdict.rule, outcome: .decided)]
            )
        }
        return Explanation(resource: verdict, trace: RuleAttempt.marked(judge.attempts(of: resource), by: verdict))
    }
}

/// A rule that was tried, before it is known which one decided.
struct RuleAttempt {
    let `class`: ResourceClass
    let rule: DecidingRule
    let matches: Bool

    static func marked(_ trials: [RuleAttempt], by verdict: ClassifiedResource) -> [TraceEntry] {
        let isTried = trials.contains { $0.rule == verdict.rule && $0.matches }
        let late = isTried ? [] : [RuleAttempt(class: verdict.class, rule: verdict.rule, matches: true)]
        return (trials + late).map { trial in
            let decided = trial.matches && trial.rule == verdict.rule
            let outcome: TraceEntry.Outcome = decided ? .decided : trial.matches ? .outranked : .noMatch
            return TraceEntry(class: trial.class, rule: trial.rule, outcome: outcome)
        }
    }
}

extension HostClassifier {
    func attempts(of resource: Resource) -> [RuleAttempt] {
        let protecting = direct.attempts(of: resource).map {
            RuleAttempt(class: .protected, rule: $0.rule, matches: $0.matches)
        }
        let derivedRules = isDeclared(resource) ? [] : [derived.rule(for: resource), liveMemoryRule(for: resource)]
        let expecting = expectation.rules(for: resource) + [usedByExpected(resource)].compactMap(\.self)
        let own = own.rule(for: resource).map { [RuleAttempt(class: .protected, rule: $0, matches: true)] } ?? []
        return protecting
            + own
            + derivedRules.compactMap(\.self).map { RuleAttempt(class: .protected, rule: $0, matches: true) }
            + expecting.map { RuleAttempt(class: .expected, rule: $0, matches: true) }
            + safeDeletion.attempts(of: resource)
    }

    private func liveMemoryRule(for resource: Resource) -> DecidingRule? {
        releases.lift(resource.address) ? nil : memoryRule(for: resource)
    }
}

extension SafeDeletion {
    func attempts(of resource: Resource) -> [RuleAttempt] {
        let swarmHazard = swarm.isUnreadable ? Hazards.unreadableSwarm(resource) : nil
        let hazards = [kindHazard(of: resource), swarmHazard, Hazards.name(of: resource), ageHazard(of: resource)]
        return allowingAttempts(of: resource)
            + hazards.compactMap(\.self).map { RuleAttempt(class: .unknown, rule: $0, matches: true) }
    }

    private func allowingAttempts(of resource: Resource) -> [RuleAttempt] {
        let matching = allowingRule(for: resource)
        let safe = policy.safeToDelete.map { ($0, RuleName.safeToDeletePattern) }
        let images =
            resource.address.kind == .image ? policy.deleteImages.map { ($0, RuleName.deleteImagesMatching) } : []
        let written = (safe + images).map { pattern, name in
            DecidingRule(name, pattern: pattern.pattern.pattern, origin: .file(pattern.position))
        }
        let others = written.filter { $0 != matching }.map {
            RuleAttempt(class: .extraSafeDelete, rule: $0, matches: false)
        }
        return others + (matching.map { [RuleAttempt(class: .extraSafeDelete, rule: $0, matches: true)] } ?? [])
    }
}
