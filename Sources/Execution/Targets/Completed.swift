internal import Domain

/// What this run has done so far, and what therefore is expected of a target before its next step.
struct Completed {
    private let removedContainers: Set<String>
    private let stoppedContainers: Set<String>
    private let removedTags: Set<String>
    private let removedImages: Set<String>

    init(_ schedule: Schedule) {
        removedContainers = schedule.removedContainers
        stoppedContainers = schedule.stoppedContainers
        removedTags = schedule.removedTags
        removedImages = schedule.removedImages
    }

    /// The precondition with the completed steps of this run applied.
    func expectation(_ precondition: Precondition) -> Precondition {
        switch precondition {
        case .container(let pinned): .container(expectation(pinned))
        case .image(let pinned): .image(expectation(pinned))
        case .volume(let pinned):
            .volume(
                VolumePrecondition(
                    name: pinned.name,
                    driver: pinned.driver,
                    configurationDigest: pinned.configurationDigest,
                    mountpointIdentity: pinned.mountpointIdentity,
                    users: remaining(pinned.users)
                )
            )
        case .network(let pinned):
            .network(
                NetworkPrecondition(
                    id: pinned.id,
                    name: pinned.name,
                    driver: pinned.driver,
                    configurationDigest: pinned.configurationDigest,
                    users: remaining(pinned.users)
                )
            )
        }
    }

    private func expectation(_ pinned: ContainerPrecondition) -> ContainerPrecondition {
        ContainerPrecondition(
            id: pinned.id,
            names: pinned.names,
            imageID: pinned.imageID,
            imageReference: pinned.imageReference,
            isAlive: pinned.isAlive && !stoppedContainers.contains(pinned.id),
            networks: pinned.networks,
            mounts: pinned.mounts,
            users: remaining(pinned.users),
            configurationDigest: pinned.configurationDigest
        )
    }

    /// With the last tag of a repository the Engine removes that repository's digests.
    private func expectation(_ pinned: ImagePrecondition) -> ImagePrecondition {
        let tags = pinned.tags.filter { !removedTags.contains($0) }
        let left = Set(tags.map { ImageReference($0).repository })
        let gone = Set(pinned.tags.filter(removedTags.contains).map { ImageReference($0).repository })
            .subtracting(left)
        return ImagePrecondition(
            id: pinned.id,
            tags: tags,
            digests: pinned.digests.filter { !gone.contains(ImageReference($0).repository) },
            children: pinned.children.filter { !removedImages.contains($0) },
            users: remaining(pinned.users)
        )
    }

    private func remaining(_ users: [String]) -> [String] { users.filter { !removedContainers.contains($0) } }
}
