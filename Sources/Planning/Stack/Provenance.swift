internal import Domain

/// What a container's labels tell of the file that it was made from, and recorded steps of what happened to it since.
struct Provenance {
    let origin: ContainerComparison.Origin
    /// Whether this stack's file made it and it ran: only then did somebody change it since.
    private let isMadeHere: Bool
    private let left: Set<StepOperation>

    /// `origin`: of the stack. `left`: what a broken-off apply did to it.
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

    /// Who made an attribute another than the file says.
    func cause(of family: AttributeFamily) -> Action.AttributeChange.Cause {
        guard left.isDisjoint(with: family.changing) else { return .apply }
        switch origin {
        case .another: return .file
        case .unknown: return .unknown
        case .thisSpecification: return isMadeHere ? .host : .unknown
        // Compose's hash says nothing of what the volumes and networks are named.
        case .thisService: return isMadeHere && ![.mount, .network].contains(family) ? .host : .unknown
        }
    }

    /// The same of a name, a state or a network's ID, of which no file says anything.
    func causeOnHost(of family: AttributeFamily) -> Action.AttributeChange.Cause {
        switch cause(of: family) {
        case .apply: .apply
        // A file of before may have said another name.
        case .file where family == .containerName: .unknown
        case .host, .file, .image, .unknown: isMadeHere && origin != .unknown ? .host : .unknown
        }
    }

    private static func origin(_ container: ObservedContainer, _ wanted: DesiredContainer)
        -> ContainerComparison.Origin
    {
        let labels = wanted.body["Labels"]
        let spec = Provenance.pair(container.labels.specDigest, labels?["reconcile.spec"]?.string)
        let hash = Provenance.pair(
            container.labels.composeConfigHash,
            labels?["com.docker.compose.config-hash"]?.string
        )
        if let spec { return spec.isSame ? .thisSpecification : spec.isComparable ? .another : .unknown }
        return hash.map { $0.isSame ? .thisService : .another } ?? .unknown
    }

    private struct Pair {
        let isSame: Bool
        /// Digests of two versions of the comparison differ though nothing moved.
        let isComparable: Bool
    }

    private static func pair(_ then: String?, _ now: String?) -> Pair? {
        guard let then, let now else { return nil }
        let versions = [then, now].map { $0.prefix { $0 != ":" } }
        return Pair(isSame: then.hasSameBytes(as: now), isComparable: versions[0] == versions[1])
    }
}

extension AttributeFamily {
    private static let calls: [AttributeFamily: Set<StepOperation>] = [
        .containerName: [.renameContainer], .state: [.stopContainer],
        .network: [.connectNetwork, .disconnectNetwork],
    ]

    /// The calls that change it of a container that is there.
    fileprivate var changing: Set<StepOperation> {
        AttributeFamily.calls[self] ?? (AttributeRule.rule(for: self).isInPlace ? [.updateContainer] : [])
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
