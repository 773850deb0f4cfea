/// One use: who uses what, and in which way.
package struct Use: Sendable, Hashable {
    package enum User: Sendable, Hashable, CustomStringConvertible {
        case object(Address)
        /// A swarm's service, or a task that belongs to none.
        case service(String)

        package var description: String {
            switch self {
            case .object(let address): address.description
            case .service(let name): "service/\(name)"
            }
        }
    }

    package enum Used: Sendable, Hashable {
        /// An image, a container or a network by its ID, a volume by its name.
        case object(Address)
        /// An image reference in docker's familiar form, whichever image it names now.
        case tag(String)
    }

    package var user: User
    package var used: Used
    /// The used object as its user names it: a tag, a volume's or network's name.
    package var name: String
    package var way: Way
    /// The place of a using container in ``Uses/containers``; `nil` for other users.
    package var container: Int?

    package init(_ user: User, _ used: Used, name: String, _ way: Way, container: Int? = nil) {
        self.user = user
        self.used = used
        self.name = name
        self.way = way
        self.container = container
    }
}

/// One user of a resource with all its ways.
package struct ResourceUser: Sendable, Hashable {
    package var user: Use.User
    package var ways: [Way]

    package init(_ user: Use.User, _ ways: [Way] = []) {
        self.user = user
        self.ways = ways
    }
}

/// How the Engine lets one object use another: every way there is. "Who uses this, and how" is answered from this table
/// and nowhere else.
///
/// | used      | by                  | what the Engine says                                          | way            |
/// |-----------|---------------------|---------------------------------------------------------------|----------------|
/// | image     | container           | `Config.Image` is a tag, whatever it stands for by now        | `createdFrom`  |
/// | image     | container           | `Config.Image` is a digest or an ID                           | `reference`    |
/// | image     | container           | `Image`: the ID that it runs                                  | `runs`         |
/// | image     | container           | a mount of type `image`: the reference and the ID behind it   | `imageMount`   |
/// | image     | image               | `ParentId`                                                    | `childImage`   |
/// | image     | swarm service, task | `ContainerSpec.Image`, also of `PreviousSpec`; image mounts   | `service`      |
/// | volume    | container           | a mount with a name: `volume`, `cluster`, whatever comes      | `mount`        |
/// | volume    | container           | a bind of its mountpoint, its folder, or below                | `bind`         |
/// | volume    | container           | `VolumesFrom` of one that mounts it                           | `volumesFrom`  |
/// | volume    | volume              | the `device` of a local one lies in its mountpoint            | `device`       |
/// | volume    | swarm service, task | `ContainerSpec.Mounts`                                        | `service`      |
/// | network   | container           | an endpoint, also of one that was never started               | `endpoint`     |
/// | network   | container           | `HostConfig.NetworkMode` is its name or ID                    | `networkMode`  |
/// | network   | network             | `ConfigFrom`                                                  | `configFrom`   |
/// | network   | network             | `parent` of macvlan or ipvlan is its bridge                   | `parent`       |
/// | network   | swarm service, task | `Networks`, `NetworksAttachments`                             | `service`      |
/// | container | container           | `container:` in network, pid, ipc mode or cgroup              | `namespace`    |
/// | container | container           | a link of the default bridge                                  | `namespace`    |
/// | container | container           | `VolumesFrom`                                                 | `volumesFrom`  |
///
/// Looked at and left out, because they use nothing of these four kinds: swarm configs and secrets (they lie in the
/// swarm's own store; who has them is a service or a task), plugins (volumes and networks name them as their driver),
/// the build cache (it keeps content of its own), checkpoints (part of their container), `ContainerIDFile`, devices. A
/// bind into the folders of a storage driver cannot be recognised in an Engine's answers; a bind above all volumes
/// becomes the note `bindsAllVolumes`.
package enum Way: String, Sendable, Hashable, CaseIterable {
    case createdFrom = "created_from"
    case reference
    case runs
    case imageMount = "image_mount"
    case childImage = "child_image"
    case mount
    case bind
    case volumesFrom = "volumes_from"
    case device
    case endpoint
    case networkMode = "network_mode"
    case configFrom = "config_from"
    case parent
    case namespace
    case service
}

/// All uses on a host, by running and by stopped containers. Classification, preconditions, the observation before each
/// wave, `explain`, the ledger's memory and the snapshot all ask this type.
package struct Uses: Sendable {
    package var containers: [ObservedContainer]
    /// Sorted by user: containers first, by address.
    package var all: [Use]
    private let ofObject: [Address: [Int]]
    private let ofTag: [String: [Int]]

    package init(_ host: ObservedHost) {
        containers = host.containers
        all = UseCollector(host).collected
        var (ofObject, ofTag): ([Address: [Int]], [String: [Int]]) = ([:], [:])
        for (index, use) in all.enumerated() {
            switch use.used {
            case .object(let address): ofObject[address, default: []].append(index)
            case .tag(let reference): ofTag[reference, default: []].append(index)
            }
        }
        (self.ofObject, self.ofTag) = (ofObject, ofTag)
    }

    package func uses(ofObject address: Address) -> [Use] { (ofObject[address] ?? []).map { all[$0] } }

    package func uses(ofTag tag: String) -> [Use] {
        (ofTag[ImageReference(tag).familiar] ?? []).map { all[$0] }
    }

    /// The containers that run the image or mount it, in the order of their addresses.
    package func users(ofImage id: String) -> [ObservedContainer] { containers(uses(ofObject: Address(.image, id))) }

    /// The containers that were created from this very tag or mount it, whatever image it stood for at the time.
    package func users(ofTag tag: String) -> [ObservedContainer] { containers(uses(ofTag: tag)) }

    /// Who must be gone before an action on an image's tag: for a delete, whoever uses the image or the tag; for an
    /// untag, whoever was created from the tag or mounts it.
    package func users(of image: ObservedImage, losing tag: String, withImage: Bool) -> [ObservedContainer] {
        let ofTag = users(ofTag: tag)
        guard withImage else { return ofTag }
        let ofImage = users(ofImage: image.id)
        let known = Set(ofImage.map(\.id))
        return ofImage + ofTag.filter { !known.contains($0.id) }
    }

    package func users(ofVolume name: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.volume, name)))
    }

    package func users(ofNetwork id: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.network, id)))
    }

    /// The containers that need this one: they share a namespace of it, are linked to it, or take its volumes.
    package func users(ofContainer id: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.container, id)))
    }

    /// The containers that share a namespace of this one or are linked to it: when it is stopped or replaced, they lose
    /// that.
    package func sharers(ofContainer id: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.container, id)).filter { $0.way == .namespace })
    }

    /// Each container once, in the order of the uses.
    package func containers(_ uses: [Use]) -> [ObservedContainer] {
        var seen: Set<Int> = []
        return uses.compactMap(\.container).filter { seen.insert($0).inserted }.map { containers[$0] }
    }

    /// Users that are no containers and that no plan takes away: an image's children are judged with their parent.
    package static func lasting(_ uses: [Use]) -> [Use.User] {
        uses.filter { $0.container == nil && $0.way != .childImage }.map(\.user)
    }
}
