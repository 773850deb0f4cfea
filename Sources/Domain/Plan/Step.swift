/// One Engine call, or a wait for what the calls before it began. A call names its target by the pinned ID, or by the name
/// of what this very plan creates; never by a pattern.
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
    /// Changes nothing: looks until it is so, for at most `seconds`.
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
    /// Its health check says so; without a health check the same as running for ten seconds.
    case healthy
    /// Exited with 0.
    case completed
}
