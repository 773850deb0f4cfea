import Domain

/// The calls of a delete or an untag.
struct RemovalCalls {
    private let action: Action

    init(_ action: Action) { self.action = action }

    var fit: Bool {
        switch action.precondition {
        case .container(let container): removes(container)
        case .image(let image): only { removes(image, with: $0) }
        case .volume(let volume): only { removes(volume, with: $0) }
        case .network(let network): only { removes(network, with: $0) }
        case .absent: false
        }
    }

    /// A stop that is itself the deletion, or a removal with or without a stop before it. What a replacement set aside may
    /// wait for its successor first.
    private func removes(_ container: ContainerPrecondition) -> Bool {
        let all = action.steps.map { ContainerCall($0, on: container.id) }
        let calls = action.reason == .setAside && all.first == .waitOther ? Array(all.dropFirst()) : all
        return [[.removingStop], [.removal], [.stop, .removal]].contains(calls)
    }

    private func only(_ fits: (Step) -> Bool) -> Bool { action.steps.count == 1 && action.steps.allSatisfy(fits) }

    /// By its tag; by its ID only where it has none.
    private func removes(_ image: ImagePrecondition, with step: Step) -> Bool {
        if case .removeImageReference(let reference, let imageID) = step {
            return reference.hasSameBytes(as: action.address.name) && imageID.hasSameBytes(as: image.id)
                && !image.tags.isEmpty
        }
        guard case .removeImage(let id) = step else { return false }
        return id.hasSameBytes(as: image.id) && image.tags.isEmpty && action.kind == .delete
    }

    private func removes(_ volume: VolumePrecondition, with step: Step) -> Bool {
        guard case .removeVolume(let name) = step else { return false }
        return name.hasSameBytes(as: volume.name)
    }

    private func removes(_ network: NetworkPrecondition, with step: Step) -> Bool {
        guard case .removeNetwork(let id) = step else { return false }
        return id.hasSameBytes(as: network.id)
    }
}

/// A step as it looks to the container that it should remove.
private enum ContainerCall: Equatable {
    case stop
    case removingStop
    case removal
    /// A wait for a container that stands already.
    case waitOther
    /// A call on another object.
    case stray

    init(_ step: Step, on container: String) {
        if case .stopContainer(let id, _, let removesItself) = step, id.hasSameBytes(as: container) {
            self = removesItself ? .removingStop : .stop
        } else if case .removeContainer(let id) = step, id.hasSameBytes(as: container) {
            self = .removal
        } else if case .waitContainer(.pinned(let id), _, _) = step, !id.hasSameBytes(as: container) {
            self = .waitOther
        } else {
            self = .stray
        }
    }
}
