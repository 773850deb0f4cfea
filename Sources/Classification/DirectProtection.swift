package import Domain

/// Judges by what stands on the object itself: names, references and labels, against floor, guard file and SSOT.
///
/// The guard in front of every mutating call uses the same type on the live answer of the Engine.
package struct DirectProtection: Sendable {
    private let rules: [ProtectionRule]

    package init(_ policy: Policy) { self.init(rules: policy.protection) }

    package init(rules: [ProtectionRule]) { self.rules = rules }

    package func rule(for container: ObservedContainer) -> DecidingRule? { firstMatch(.init(container)) }

    /// Judges one tag. Its siblings are judged by themselves.
    package func rule(forTag reference: String, of image: ObservedImage) -> DecidingRule? {
        firstMatch(.init(tag: reference, of: image))
    }

    /// Judges an image without tags by its digests' repositories and its labels.
    package func rule(forUntagged image: ObservedImage) -> DecidingRule? { firstMatch(.init(untagged: image)) }

    package func rule(for volume: ObservedVolume) -> DecidingRule? { firstMatch(.init(volume)) }

    package func rule(for network: ObservedNetwork) -> DecidingRule? { firstMatch(.init(network)) }

    /// Judges the reference that a container was created from, by name alone.
    package func rule(forReference reference: String) -> DecidingRule? {
        ImageReference.isImageID(reference) ? nil : firstMatch(.init(reference: reference))
    }

    func rule(for resource: Resource) -> DecidingRule? { firstMatch(subject(of: resource)) }

    /// Every rule with whether it applies, in the order of trying.
    func trials(of resource: Resource) -> [(rule: DecidingRule, matches: Bool)] {
        let subject = subject(of: resource)
        let named = rules.map { (DecidingRule($0), subject.isMatched(by: $0)) }
        return named + subject.facts.map { ($0, true) }
    }

    private func firstMatch(_ subject: ProtectionSubject) -> DecidingRule? {
        rules.first(where: subject.isMatched).map { DecidingRule($0) } ?? subject.facts.first
    }

    private func subject(of resource: Resource) -> ProtectionSubject {
        switch resource {
        case .container(let container): .init(container)
        case .tag(let reference, let image): .init(tag: reference, of: image)
        case .untagged(let image): .init(untagged: image)
        case .volume(let volume): .init(volume)
        case .network(let network, _): .init(network)
        }
    }
}

extension DecidingRule {
    fileprivate init(_ rule: ProtectionRule) {
        self.init(rule.name, pattern: rule.pattern.pattern, origin: rule.origin)
    }
}
