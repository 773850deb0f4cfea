/// The facts about an object that a decision relied on, without those that change by themselves. A step is sent only
/// while they hold.
package enum Precondition: Sendable, Hashable {
    case container(ContainerPrecondition)
    case image(ImagePrecondition)
    case volume(VolumePrecondition)
    case network(NetworkPrecondition)
    /// Nothing bears this address: what is created or pulled must not be there.
    case absent(Address)

    package var kind: ResourceKind {
        switch self {
        case .container: .container
        case .image: .image
        case .volume: .volume
        case .network: .network
        case .absent(let address): address.kind
        }
    }

    package var isAbsent: Bool {
        switch self {
        case .absent: true
        case .container, .image, .volume, .network: false
        }
    }

    /// The Engine's ID of the pinned object; a volume's is its name, and so is that of what is not there yet.
    package var objectID: String {
        switch self {
        case .container(let pinned): pinned.id
        case .image(let pinned): pinned.id
        case .volume(let pinned): pinned.name
        case .network(let pinned): pinned.id
        case .absent(let address): address.name
        }
    }
}

/// A container's ID pins its whole `Config`; the digest pins what `update`, `connect` and `rename` can change.
package struct ContainerPrecondition: Sendable, Hashable {
    package var id: String
    package var names: [String]
    package var imageID: String
    package var imageReference: String
    /// A container that ran when planning may have exited by the time of apply; the reverse makes the plan stale.
    package var isAlive: Bool
    package var networks: [ObservedContainer.Attachment]
    package var mounts: [ObservedContainer.Mount]
    /// IDs of the containers that share its namespaces, sorted: they must go first.
    package var users: [String]
    package var configurationDigest: String

    package init(
        id: String,
        names: [String],
        imageID: String,
        imageReference: String,
        isAlive: Bool,
        networks: [ObservedContainer.Attachment],
        mounts: [ObservedContainer.Mount],
        users: [String],
        configurationDigest: String
    ) {
        self.id = id
        self.names = names
        self.imageID = imageID
        self.imageReference = imageReference
        self.isAlive = isAlive
        self.networks = networks
        self.mounts = mounts
        self.users = users
        self.configurationDigest = configurationDigest
    }
}

/// The references and users of an image ID.
package struct ImagePrecondition: Sendable, Hashable {
    package var id: String
    package var tags: [String]
    package var digests: [String]
    /// IDs of images that have this one as parent, sorted.
    package var children: [String]
    /// IDs of the containers created from this very tag, whatever image they run; for a delete also of all that use the
    /// image.
    package var users: [String]

    package init(id: String, tags: [String], digests: [String], children: [String], users: [String]) {
        self.id = id
        self.tags = tags
        self.digests = digests
        self.children = children
        self.users = users
    }
}

/// A volume has no ID: everything that can be known of it stands here.
package struct VolumePrecondition: Sendable, Hashable {
    package var name: String
    package var driver: String
    package var configurationDigest: String
    package var mountpointIdentity: String?
    /// IDs of containers that mount it, running or not, sorted.
    package var users: [String]

    package init(
        name: String,
        driver: String,
        configurationDigest: String,
        mountpointIdentity: String?,
        users: [String]
    ) {
        self.name = name
        self.driver = driver
        self.configurationDigest = configurationDigest
        self.mountpointIdentity = mountpointIdentity
        self.users = users
    }
}

package struct NetworkPrecondition: Sendable, Hashable {
    package var id: String
    package var name: String
    package var driver: String
    package var configurationDigest: String
    /// IDs of containers that name it, running or not, sorted.
    package var users: [String]

    package init(id: String, name: String, driver: String, configurationDigest: String, users: [String]) {
        self.id = id
        self.name = name
        self.driver = driver
        self.configurationDigest = configurationDigest
        self.users = users
    }
}

// Planning and apply use the same initialisers, so that apply compares exactly what planning pinned.

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
