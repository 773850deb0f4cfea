internal import Domain

/// The texts of an object that protection rules are tried on. Protecting is generous: every name by which people could
/// mean the object counts.
struct ProtectionSubject {
    private let names: [FoldedName]
    private let scope: ProtectionRule.Scope
    /// Names that only globs of the object's own kind see: a whole reference with its tag.
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
