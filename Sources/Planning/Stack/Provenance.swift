import Domain

/// Tells who caused a difference, by the container's labels and the recorded steps of an apply that broke off.
struct Provenance {
    let origin: ContainerComparison.Origin
    /// Whether this project's files made the container and it ran: only then can somebody have edited it on the host.
    private let isMadeHere: Bool
    private let left: Set<StepOperation>

    /// `origin`: the files of the stack. `left`: the calls of a broken-off apply on the container.
    init(
        _ container: ObservedContainer,
        _ wanted: DesiredContainer,
        in origin: StackOrigin,
        left: Set<StepOperation>
    ) {
        self.origin = Provenance.origin(container, wanted)
        self.left = left
        isMadeHere = container.state != .created && !origin.isElsewhere(container.labels)
    }

    /// Who made an attribute differ from the stack's files.
    func cause(of family: AttributeFamily) -> Action.AttributeChange.Cause {
        guard left.isDisjoint(with: AttributeRule.rule(for: family).change.calls) else { return .apply }
        switch origin {
        case .another: return .file
        case .unknown: return .unknown
        case .thisSpecification: return isMadeHere ? .host : .unknown
        // Compose's config hash does not cover the names of volumes and networks.
        case .thisService: return isMadeHere && ![.mount, .network].contains(family) ? .host : .unknown
        }
    }

    /// The cause for a name, a state or a network's ID, which the recorded digests do not cover.
    func causeOnHost(of family: AttributeFamily) -> Action.AttributeChange.Cause {
        switch cause(of: family) {
        case .apply: .apply
        // An earlier version of the file may have set another name.
        case .file where family == .containerName: .unknown
        case .host, .file, .image, .unknown: isMadeHere && origin != .unknown ? .host : .unknown
        }
    }

    private static func origin(_ container: ObservedContainer, _ wanted: DesiredContainer)
        -> ContainerComparison.Origin
    {
        let spec = Provenance.pair(container.labels.specDigest, wanted.body["Labels"]?["reconcile.spec"]?.string)
        let hash = Provenance.pair(container.labels.composeConfigHash, wanted.composeHash)
        if let spec { return spec.isSame ? .thisSpecification : spec.isComparable ? .another : .unknown }
        return hash.map { $0.isSame ? .thisService : .another } ?? .unknown
    }

    private struct Pair {
        let isSame: Bool
        /// Whether both digests are of one version of the digest's format; others differ though nothing changed.
        let isComparable: Bool
    }

    private static func pair(_ then: String?, _ now: String?) -> Pair? {
        guard let then, let now else { return nil }
        let versions = [then, now].map { $0.prefix { $0 != ":" } }
        return Pair(isSame: then.hasSameBytes(as: now), isComparable: versions[0] == versions[1])
    }
}

extension AttributeRule.Change {
    /// The calls of an apply that leave an existing container different where it breaks off after them.
    fileprivate var calls: Set<StepOperation> {
        switch self {
        case .replace: []
        case .update: [.updateContainer]
        case .network: [.connectNetwork, .disconnectNetwork]
        case .rename: [.renameContainer]
        // What is to be started was stopped.
        case .start: [.stopContainer]
        }
    }
}

extension [Action.AttributeChange] {
    /// Why the container changes: the state counts only where nothing else differs.
    var reason: ActionReason {
        let differing = filter { $0.attribute.family != .state }
        if differing.isEmpty { return .notRunning }
        if differing.allSatisfy({ $0.cause == .image }) { return .imageChanged }
        if differing.contains(where: { $0.cause == .file }) { return .specChanged }
        if differing.contains(where: { $0.cause == .apply }) { return .leftHalfDone }
        return differing.allSatisfy { $0.cause == .host || $0.cause == .image } ? .hostChanged : .drifted
    }
}
