internal import Domain

/// What a container's labels tell of the file that it was made from.
struct Provenance {
    let origin: ContainerComparison.Origin

    init(_ container: ObservedContainer, _ wanted: DesiredContainer) {
        let labels = wanted.body["Labels"]
        let spec = Provenance.pair(container.labels.specDigest, labels?["reconcile.spec"]?.string)
        let hash = Provenance.pair(
            container.labels.composeConfigHash,
            labels?["com.docker.compose.config-hash"]?.string
        )
        if let spec {
            origin = spec.isSame ? .thisSpecification : spec.isComparable ? .another : .unknown
        } else if let hash {
            origin = hash.isSame ? .thisService : .another
        } else {
            origin = .unknown
        }
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

extension ContainerComparison.Origin {
    var cause: Action.AttributeChange.Cause {
        switch self {
        case .thisSpecification, .thisService: .host
        case .another: .file
        case .unknown: .unknown
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
        return differing.allSatisfy { $0.cause == .host || $0.cause == .image } ? .hostChanged : .drifted
    }
}
