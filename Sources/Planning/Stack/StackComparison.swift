internal import Domain

/// Compares one observed container with the stack: attributes, image, name and state.
struct StackComparison {
    private let host: StackHost
    private let wanted: DesiredContainer
    private let container: ObservedContainer
    private let detail: ObservedContainer.Detail
    private let comparesSealed: Bool

    init(
        host: StackHost,
        wanted: DesiredContainer,
        container: ObservedContainer,
        detail: ObservedContainer.Detail,
        _ comparesSealed: Bool
    ) {
        self.host = host
        self.wanted = wanted
        self.container = container
        self.detail = detail
        self.comparesSealed = comparesSealed
    }

    /// Sorted by attribute.
    var changes: [Action.AttributeChange] {
        (attributes + staleNetworks + [image, name, state].compactMap(\.self)).sorted { $0.attribute < $1.attribute }
    }

    private var comparison: ContainerComparison {
        ContainerComparison(
            wanted: wanted.attributes,
            observed: NamedContainers(host).named(detail.attributes),
            defaults: host.defaults(of: container),
            comparesSealed: comparesSealed,
            isMadeFromThis: fileMoved == false
        )
    }

    private var attributes: [Action.AttributeChange] {
        comparison.differences.map { difference in
            Action.AttributeChange(
                attribute: difference.key,
                before: difference.before.map(SealedText.shown),
                after: wanted.shown[difference.key] ?? difference.after.map(SealedText.shown),
                effect: isInPlace(difference) ? .inPlace : .replace,
                cause: cause
            )
        }
    }

    /// Docker refuses a restart policy on a container that removes itself.
    private func isInPlace(_ difference: ContainerComparison.Difference) -> Bool {
        difference.isInPlace && !(difference.key.family == .restart && detail.autoRemove)
    }

    /// A network that was made anew keeps its name and changes its ID; a container that holds the old one cannot start.
    private var staleNetworks: [Action.AttributeChange] {
        container.networks.compactMap { attachment in
            let key = AttributeKey(.network, attachment.name)
            guard wanted.attributes[key] != nil, !attachment.networkID.isEmpty,
                wanted.attributes[key] == detail.attributes[key],
                let live = host.network(named: attachment.name), live.id != attachment.networkID
            else { return nil }
            let (old, new) = ("\(attachment.networkID.prefix(12))", "\(live.id.prefix(12))")
            return .init(attribute: key, before: old, after: new, effect: .replace, cause: .host)
        }
    }

    /// Other text for the same image is no difference.
    private var image: Action.AttributeChange? {
        let key = AttributeKey(.image)
        guard let id = host.imageID(of: wanted.image) else {
            let isSame = ImageReference(container.imageReference).familiar == ImageReference(wanted.image).familiar
            guard !isSame else { return nil }
            let before = container.imageReference
            return .init(attribute: key, before: before, after: wanted.image, effect: .replace, cause: .file)
        }
        guard id != container.imageID else { return nil }
        return .init(
            attribute: key,
            before: "\(container.imageReference) (\(ShortID.text(container.imageID)))",
            after: "\(wanted.image) (\(ShortID.text(id)))",
            effect: .replace,
            cause: .image
        )
    }

    private var name: Action.AttributeChange? {
        guard !container.name.hasSameBytes(as: wanted.name) else { return nil }
        return .init(
            attribute: AttributeKey(.containerName),
            before: container.name,
            after: wanted.name,
            effect: .inPlace,
            cause: .host
        )
    }

    private var state: Action.AttributeChange? {
        let after: String
        switch container.state {
        case .running, .restarting, .removing: return nil
        case .exited where wanted.isJob && detail.exitCode == 0: return nil
        case .created, .paused, .exited, .dead: after = ContainerState.running.rawValue
        }
        return .init(
            attribute: AttributeKey(.state),
            before: container.state.rawValue,
            after: after,
            effect: .inPlace,
            cause: .host
        )
    }

    /// A state that no call of ours mends.
    var stateFault: String? {
        switch container.state {
        case .restarting: "it restarts again and again: see 'docker logs \(container.name)'"
        case .removing: "the Engine is removing it"
        case .created, .running, .paused, .exited, .dead: nil
        }
    }

    /// Whether the file says something else than when the container was made; `nil` where nothing tells.
    private var fileMoved: Bool? {
        let labels = wanted.body["Labels"]
        if let spec = container.labels.specDigest, let now = labels?["reconcile.spec"]?.string { return spec != now }
        if let hash = container.labels.composeConfigHash, let now = labels?["com.docker.compose.config-hash"]?.string {
            return hash != now
        }
        return nil
    }

    private var cause: Action.AttributeChange.Cause { fileMoved.map { $0 ? .file : .host } ?? .unknown }

    func reason(of changes: [Action.AttributeChange]) -> ActionReason {
        let differing = changes.filter { $0.attribute.family != .state }
        if differing.isEmpty { return .notRunning }
        if differing.allSatisfy({ $0.cause == .image }) { return .imageChanged }
        if differing.contains(where: { $0.cause == .file }) { return .specChanged }
        return differing.allSatisfy { $0.cause == .host || $0.cause == .image } ? .hostChanged : .drifted
    }
}

/// How values stand in a plan that people read.
enum SealedText {
    static func shown(_ value: String) -> String { AttributeSet.isSealed(value) ? "(sealed)" : value }
}

enum ShortID {
    /// `sha256:` and twelve digits, as docker prints an image's ID.
    static func text(_ id: String) -> String {
        let digits = id.utf8.starts(with: "sha256:".utf8) ? id.utf8.dropFirst(7) : id.utf8[...]
        return String(decoding: digits.prefix(12), as: UTF8.self)
    }
}
