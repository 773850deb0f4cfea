// The same initialisers build the precondition at planning and, from a fresh observation, at apply: what is compared
// there is what was pinned here.

extension ContainerPrecondition {
    package init(_ container: ObservedContainer, _ detail: ObservedContainer.Detail, users: [ObservedContainer]) {
        self.init(
            id: container.id,
            names: container.names.sortedByBytes(),
            imageID: container.imageID,
            imageReference: container.imageReference,
            isAlive: container.state.isAlive,
            networks: container.networks.sorted(),
            mounts: container.mounts.sorted(),
            users: users.map(\.id).sortedByBytes(),
            configurationDigest: detail.configurationDigest
        )
    }
}

extension ImagePrecondition {
    package init(_ image: ObservedImage, children: [ObservedImage], users: [ObservedContainer]) {
        self.init(
            id: image.id,
            tags: image.tags.sortedByBytes(),
            digests: image.digests.sortedByBytes(),
            children: children.map(\.id).sortedByBytes(),
            users: users.map(\.id).sortedByBytes()
        )
    }
}

extension VolumePrecondition {
    package init(_ volume: ObservedVolume, users: [ObservedContainer]) {
        self.init(
            name: volume.name,
            driver: volume.driver,
            configurationDigest: volume.configurationDigest,
            mountpointIdentity: volume.mountpointIdentity,
            users: users.map(\.id).sortedByBytes()
        )
    }
}

extension NetworkPrecondition {
    package init(_ network: ObservedNetwork, users: [ObservedContainer]) {
        self.init(
            id: network.id,
            name: network.name,
            driver: network.driver,
            configurationDigest: network.configurationDigest,
            users: users.map(\.id).sortedByBytes()
        )
    }
}
