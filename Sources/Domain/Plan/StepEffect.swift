/// What is otherwise on the host when a step is done. Whoever asks what a step does to something asks here.
package enum StepEffect: Sendable, Hashable {
    /// Something of this kind is there that was not, under the name that the step has as its target.
    case creates(ResourceKind)
    case removes(RemovedObject)
    /// A container is there as before, and otherwise in this.
    case changes(ContainerTarget, ContainerChange)
    /// Nothing.
    case waits(ContainerTarget)
}

/// What a step takes from the host.
package enum RemovedObject: Sendable, Hashable {
    case container(id: String)
    /// One tag, and with the last one its image.
    case imageReference(String, imageID: String)
    case image(id: String)
    case volume(name: String)
    case network(id: String)
}

/// What a step changes of a container that stays.
package enum ContainerChange: Sendable, Hashable {
    case stopped
    case started
    case unpaused
    /// Limits and the restart policy.
    case updated
    case renamed(to: String)
    case joined(network: String)
    case left(network: String)
}

extension Step {
    package var effect: StepEffect {
        switch self {
        case .stopContainer(let id, _, true), .removeContainer(let id): .removes(.container(id: id))
        case .stopContainer(let id, _, false): .changes(.pinned(id: id), .stopped)
        case .removeImageReference(let reference, let id): .removes(.imageReference(reference, imageID: id))
        case .removeImage(let id): .removes(.image(id: id))
        case .removeVolume(let name): .removes(.volume(name: name))
        case .removeNetwork(let id): .removes(.network(id: id))
        case .pullImage: .creates(.image)
        case .createNetwork: .creates(.network)
        case .createVolume: .creates(.volume)
        case .createContainer: .creates(.container)
        case .startContainer(let container): .changes(container, .started)
        case .unpauseContainer(let id): .changes(.pinned(id: id), .unpaused)
        case .updateContainer(let id, _): .changes(.pinned(id: id), .updated)
        case .renameContainer(let id, _, let to): .changes(.pinned(id: id), .renamed(to: to))
        case .connectNetwork(let network, let container, _): .changes(container, .joined(network: network))
        case .disconnectNetwork(let network, _, let id): .changes(.pinned(id: id), .left(network: network))
        case .waitContainer(let container, _, _): .waits(container)
        }
    }

    /// Whether it only looks.
    package var isWait: Bool { operation == .waitContainer }

    package var isStop: Bool { operation == .stopContainer }

    /// What it takes from the host; `nil` for every other step.
    package var removed: RemovedObject? {
        guard case .removes(let object) = effect else { return nil }
        return object
    }

    /// The object that the step itself names: its ID, or the name of what has none or is only being made. In one action
    /// these may be several: a replacement makes one container and removes another.
    package var objectID: String {
        guard case .imageReference(_, let imageID) = removed else { return target }
        return imageID
    }
}
