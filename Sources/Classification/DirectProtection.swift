package import Domain

/// Protection by the object's own names, image references and labels: they are tried against the floor, the guard file
/// and the SSOT.
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
    func attempts(of resource: Resource) -> [(rule: DecidingRule, matches: Bool)] {
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

/// The texts of an object that protection rules are tried on. Protecting is generous: every name by which people could
/// mean the object counts.
struct ProtectionSubject {
    private let names: [FoldedName]
    private let scope: ProtectionRule.Scope
    /// Names that only rules for this kind are tried on: an image reference with its tag.
    private let wholeReferences: [FoldedName]
    private let tag: FoldedName?
    /// Protection that needs no pattern: a label, an Engine built-in.
    let facts: [DecidingRule]

    init(_ container: ObservedContainer) {
        self.init(container.names + container.labels.composeNames, .containers, facts: container.labels.facts)
    }

    init(_ volume: ObservedVolume) {
        self.init([volume.name] + volume.labels.composeNames, .volumes, facts: volume.labels.facts)
    }

    init(_ network: ObservedNetwork) {
        let builtIn = network.isBuiltIn ? [DecidingRule(.engineBuiltIn, pattern: network.name, origin: .builtIn)] : []
        self.init([network.name] + network.labels.composeNames, .networks, facts: builtIn + network.labels.facts)
    }

    init(tag text: String, of image: ObservedImage) {
        let reference = ImageReference(text)
        self.init(
            reference.names + image.labels.composeNames,
            .images,
            wholeReferences: [text],
            tag: reference.tag,
            facts: image.labels.facts
        )
    }

    init(untagged image: ObservedImage) {
        let repositories = image.digests.flatMap { ImageReference($0).names }
        self.init(repositories + image.labels.composeNames, .images, facts: image.labels.facts)
    }

    init(reference text: String) {
        let reference = ImageReference(text)
        self.init(reference.names, .images, wholeReferences: [text], tag: reference.tag, facts: [])
    }

    private init(
        _ names: [String],
        _ scope: ProtectionRule.Scope,
        wholeReferences: [String] = [],
        tag: String? = nil,
        facts: [DecidingRule]
    ) {
        self.names = names.map(FoldedName.init)
        self.scope = scope
        self.wholeReferences = wholeReferences.map(FoldedName.init)
        self.tag = tag.map(FoldedName.init)
        self.facts = facts
    }

    func isMatched(by rule: ProtectionRule) -> Bool {
        switch rule.scope {
        case .namePrefix: names.contains { rule.pattern.isPrefix(of: $0) }
        case .tags: tag.map { rule.pattern.matches($0) } ?? false
        case .containers, .images, .volumes, .networks:
            rule.scope == scope && (names + wholeReferences).contains { rule.pattern.matches($0) }
        }
    }
}

extension ImageReference {
    fileprivate var names: [String] { [repository, path, lastComponent] }
}

extension ObservedLabels {
    fileprivate var composeNames: [String] { [composeProject, composeService].compactMap(\.self) }

    fileprivate var facts: [DecidingRule] {
        let key = "reconcile.protect"
        return protect ? [DecidingRule(.protectLabel, pattern: "\(key)=true", origin: .label(key))] : []
    }
}

extension ObservedNetwork {
    /// Docker makes and needs these itself; `docker_gwbridge` and ingress belong to swarm mode.
    var isBuiltIn: Bool { isIngress || ["bridge", "host", "none", "docker_gwbridge"].contains(name) }
}
