/// One Engine call, or a wait for what the calls before it began. A call names its target by the pinned ID, or by the
/// name of what this very plan creates; never by a pattern.
package enum Step: Sendable, Hashable {
    /// - Parameters:
    ///   - graceSeconds: what the container asks for; `nil` leaves it to the Engine.
    ///   - removesItself: the container has `AutoRemove`: this stop is its deletion.
    case stopContainer(id: String, graceSeconds: Int?, removesItself: Bool)
    case removeContainer(id: String)
    /// Removes one tag. The last one takes the image with it; parents stay (`noprune=1`).
    case removeImageReference(reference: String, imageID: String)
    case removeImage(id: String)
    case removeVolume(name: String)
    case removeNetwork(id: String)

    case pullImage(reference: String, platform: String?)
    case createNetwork(name: String, body: JSON)
    case createVolume(name: String, body: JSON)
    /// `imageID`: what `reference` must stand for at the call; `nil` where the plan itself pulls it.
    case createContainer(name: String, reference: String, imageID: String?, platform: String?, body: JSON)
    case startContainer(ContainerTarget)
    case unpauseContainer(id: String)
    /// What the Engine can change in place: limits and the restart policy.
    case updateContainer(id: String, body: JSON)
    case renameContainer(id: String, from: String, to: String)
    /// `network`: by name.
    case connectNetwork(network: String, container: ContainerTarget, endpoint: JSON)
    case disconnectNetwork(network: String, networkID: String, container: String)
    /// Changes nothing: observes until the condition holds, for at most `seconds`.
    case waitContainer(ContainerTarget, until: WaitCondition, seconds: Int)

    /// What the call names: an ID, or the name of a volume, of an image or of what this plan creates.
    package var target: String {
        switch self {
        case .stopContainer(let id, _, _), .removeContainer(let id), .removeImage(let id), .removeNetwork(let id),
            .unpauseContainer(let id), .updateContainer(let id, _), .renameContainer(let id, _, _),
            .disconnectNetwork(_, _, let id):
            id
        case .removeImageReference(let reference, _), .pullImage(let reference, _): reference
        case .removeVolume(let name), .createNetwork(let name, _), .createVolume(let name, _),
            .createContainer(let name, _, _, _, _):
            name
        case .startContainer(let container), .connectNetwork(_, let container, _), .waitContainer(let container, _, _):
            container.text
        }
    }

    /// The body that the call sends, where it has one that may hold references.
    package var body: JSON? {
        switch self {
        case .createNetwork(_, let body), .createVolume(_, let body), .createContainer(_, _, _, _, let body),
            .updateContainer(_, let body), .connectNetwork(_, _, let body):
            body
        case .stopContainer, .removeContainer, .removeImageReference, .removeImage, .removeVolume, .removeNetwork,
            .pullImage, .startContainer, .unpauseContainer, .renameContainer, .disconnectNetwork, .waitContainer:
            nil
        }
    }
}

/// A container that was there at planning, or one that an earlier step of this plan makes.
package enum ContainerTarget: Sendable, Hashable {
    case pinned(id: String)
    case created(name: String)

    package var text: String {
        switch self {
        case .pinned(let id): id
        case .created(let name): name
        }
    }

    package var isCreated: Bool {
        switch self {
        case .pinned: false
        case .created: true
        }
    }
}

/// What a wait waits for.
package enum WaitCondition: Sendable, Hashable {
    /// Running, with an unchanged restart count for so many seconds; a job may have exited with 0.
    case running(stableSeconds: Int)
    /// Its health check says so; without a health check the same as running, for ten seconds in a replacement and for one
    /// where nothing is lost by a failure.
    case healthy
    /// Exited with 0.
    case completed
}

/// The stable name of a step's call in plans and records.
package enum StepOperation: String, CaseIterable, Sendable {
    case stopContainer = "container.stop"
    case removeContainer = "container.remove"
    case removeImageReference = "image.untag"
    case removeImage = "image.remove"
    case removeVolume = "volume.remove"
    case removeNetwork = "network.remove"
    case pullImage = "image.pull"
    case createNetwork = "network.create"
    case createVolume = "volume.create"
    case createContainer = "container.create"
    case startContainer = "container.start"
    case unpauseContainer = "container.unpause"
    case updateContainer = "container.update"
    case renameContainer = "container.rename"
    case connectNetwork = "network.connect"
    case disconnectNetwork = "network.disconnect"
    case waitContainer = "container.wait"
}

extension Step {
    package var operation: StepOperation {
        switch self {
        case .stopContainer: .stopContainer
        case .removeContainer: .removeContainer
        case .removeImageReference: .removeImageReference
        case .removeImage: .removeImage
        case .removeVolume: .removeVolume
        case .removeNetwork: .removeNetwork
        case .pullImage: .pullImage
        case .createNetwork: .createNetwork
        case .createVolume: .createVolume
        case .createContainer: .createContainer
        case .startContainer: .startContainer
        case .unpauseContainer: .unpauseContainer
        case .updateContainer: .updateContainer
        case .renameContainer: .renameContainer
        case .connectNetwork: .connectNetwork
        case .disconnectNetwork: .disconnectNetwork
        case .waitContainer: .waitContainer
        }
    }
}

/// What a step changes on the host. Every decision that depends on what a step does is derived from this.
package enum StepEffect: Sendable, Hashable {
    /// An object of this kind is created, under the name that is the step's target.
    case creates(ResourceKind)
    case removes(RemovedObject)
    /// A container stays and is changed in this one respect.
    case changes(ContainerTarget, ContainerEffect)
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
package enum ContainerEffect: Sendable, Hashable {
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

    /// Whether it only observes.
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
