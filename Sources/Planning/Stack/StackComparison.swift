import Domain

/// Compares one observed container with the stack: attributes, image, name and state.
struct StackComparison {
    private let host: StackView
    private let wanted: DesiredContainer
    private let container: ObservedContainer
    private let detail: ObservedContainer.Detail
    private let comparison: ContainerComparison
    private let provenance: Provenance

    init(
        host: StackView,
        wanted: DesiredContainer,
        container: ObservedContainer,
        detail: ObservedContainer.Detail
    ) {
        self.host = host
        self.wanted = wanted
        self.container = container
        self.detail = detail
        provenance = Provenance(container, wanted, in: host.desired.origin, left: host.left(container))
        comparison = ContainerComparison(
            wanted: wanted.attributes,
            otherContents: wanted.otherContents,
            observed: NamedContainers(host).named(detail.attributes),
            defaults: host.defaults(of: container),
            origin: provenance.origin,
            removesItself: detail.autoRemove,
            isElsewhere: { host.isElsewhere($0, $1, besides: container.id) }
        )
    }

    /// Sorted by attribute.
    var changes: [Action.AttributeChange] {
        (attributes + staleNetworks + [image, name, state].compactMap(\.self)).sorted { $0.attribute < $1.attribute }
    }

    /// Attributes that the Engine did not take, though the container was made from this very specification.
    var untaken: [AttributeKey] { comparison.untaken }

    /// Attributes that cannot be compared, because the key of their digests is not here.
    var uncompared: [AttributeKey] { comparison.uncompared }

    private var attributes: [Action.AttributeChange] {
        comparison.differences.map { difference in
            Action.AttributeChange(
                attribute: difference.key,
                before: difference.before.map { SealedText.shown($0, of: difference.key) },
                after: wanted.shown[difference.key]
                    ?? difference.after.map { SealedText.shown($0, of: difference.key) },
                effect: difference.effect,
                cause: difference.key.family == .content ? .file : provenance.cause(of: difference.key.family)
            )
        }
    }

    /// Networks that were or will be recreated: they keep the name and get another ID. A stopped container that refers
    /// to the old ID cannot start; a running one can be connected to the new network.
    private var staleNetworks: [Action.AttributeChange] {
        container.networks.compactMap { attachment in
            let key = AttributeKey(.network, attachment.name)
            guard let text = wanted.attributes[key], detail.attributes[key]?.hasSameBytes(as: text) == true,
                !attachment.networkID.isEmpty
            else { return nil }
            let live = host.network(named: attachment.name)
            guard live?.id != attachment.networkID else { return nil }
            return .init(
                attribute: key,
                before: ShortID.text(attachment.networkID),
                after: live.map { ShortID.text($0.id) } ?? "(new)",
                effect: container.state.isAlive ? .inPlace : .replace,
                cause: provenance.causeOnHost(of: .network)
            )
        }
    }

    /// Another reference to the same image is no difference. A reference without a local image cannot be compared.
    private var image: Action.AttributeChange? {
        let live = host.image(of: wanted.image)
        guard let live else { return otherReference }
        guard live.id != container.imageID else { return nil }
        let (before, after) = (ImageReference.shown(container.imageReference), ImageReference.shown(wanted.image))
        let isSameReference = before.hasSameBytes(as: after) || ImageReference.isImageID(container.imageReference)
        return .init(
            attribute: AttributeKey(.image),
            before: "\(container.imageReference) (\(ShortID.text(container.imageID)))",
            after: "\(wanted.image) (\(ShortID.text(live.id)))",
            effect: .replace,
            cause: isSameReference ? .image : .file
        )
    }

    private var otherReference: Action.AttributeChange? {
        let (before, after) = (ImageReference.shown(container.imageReference), ImageReference.shown(wanted.image))
        guard !before.hasSameBytes(as: after) else { return nil }
        return .init(attribute: AttributeKey(.image), before: before, after: after, effect: .replace, cause: .file)
    }

    private var name: Action.AttributeChange? {
        guard !container.names.contains(where: { $0.hasSameBytes(as: wanted.name) }) else { return nil }
        return .init(
            attribute: AttributeKey(.containerName),
            before: container.name,
            after: wanted.name,
            effect: .inPlace,
            cause: provenance.causeOnHost(of: .containerName)
        )
    }

    /// The difference of the state; the Engine cannot start a container whose removal failed (`dead`).
    private var state: Action.AttributeChange? {
        switch container.state {
        case .running, .restarting, .removing: return nil
        case .exited where wanted.isDone(container): return nil
        case .created, .paused, .exited, .dead: break
        }
        return .init(
            attribute: AttributeKey(.state),
            before: container.state.rawValue,
            after: ContainerState.running.rawValue,
            effect: container.state == .dead ? .replace : .inPlace,
            cause: provenance.causeOnHost(of: .state)
        )
    }
}

extension DesiredContainer {
    /// Whether this is a job that has done its work.
    func isDone(_ container: ObservedContainer) -> Bool {
        isJob && container.state == .exited && container.detail?.exitCode == 0
    }
}
