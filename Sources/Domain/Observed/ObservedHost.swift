/// One observation of an Engine: every container, image, volume and network. Lists are sorted, so that two observations
/// of an unchanged host are equal in whatever order the Engine answered.
package struct ObservedHost: Sendable, Hashable {
    package let engine: EngineIdentity
    package let observedAt: Timestamp
    package var containers: [ObservedContainer]
    package var images: [ObservedImage]
    package var volumes: [ObservedVolume]
    package var networks: [ObservedNetwork]
    /// Resources whose answer lacked a mandatory field: `unknown`, and never touched.
    package let incomplete: [IncompleteResource]
    package let swarm: SwarmView
    package let unseenVolumes: UnseenVolumes
    /// The container that the program itself runs in, where it is one of this Engine.
    package let ownContainerID: String?

    package struct IncompleteResource: Sendable, Hashable {
        package let address: Address
        package let id: String
        /// The field that was missing or had the wrong type.
        package let field: String

        package init(address: Address, id: String, field: String) {
            self.address = address
            self.id = id
            self.field = field
        }
    }

    package init(
        engine: EngineIdentity,
        observedAt: Timestamp,
        containers: [ObservedContainer],
        images: [ObservedImage],
        volumes: [ObservedVolume],
        networks: [ObservedNetwork],
        incomplete: [IncompleteResource] = [],
        swarm: SwarmView = .inactive,
        unseenVolumes: UnseenVolumes = .none,
        ownContainerID: String? = nil
    ) {
        self.engine = engine
        self.observedAt = observedAt
        self.containers = containers.sorted { ($0.address, $0.id) < ($1.address, $1.id) }
        self.images = images.sorted { $0.id.precedesInBytes($1.id) }
        self.volumes = volumes.sorted { $0.address < $1.address }
        self.networks = networks.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        self.incomplete = incomplete.sorted { $0.address < $1.address }
        self.swarm = swarm
        self.unseenVolumes = unseenVolumes
        self.ownContainerID = ownContainerID
    }

    /// A network's address: its name, or `name@<12 of its ID>` for all but the first of several networks with one name.
    package func address(of network: ObservedNetwork) -> Address {
        let first = networks.first { $0.name.hasSameBytes(as: network.name) }
        guard let first, first.id != network.id else { return Address(.network, network.name) }
        return Address(.network, "\(network.name)@\(network.id.prefix(12))")
    }
}

/// Which Engine answered. The ID may be cloned with a machine's image, so the name is compared as well.
package struct EngineIdentity: Sendable, Hashable {
    package var id: String
    package var name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// What a swarm has on this Engine beside containers. A service that is scaled to nothing has no container, and still
/// needs its image and its volumes.
package struct SwarmView: Sendable, Hashable {
    /// The objects that a service, or a task without a service, refers to. Its secrets and commands are not kept.
    package struct Service: Sendable, Hashable {
        package var name: String
        /// References, with a digest where the swarm has added it.
        package var images: [String]
        package var volumes: [String]
        /// IDs or names.
        package var networks: [String]

        package init(name: String, images: [String], volumes: [String], networks: [String]) {
            self.name = name
            self.images = Set(images).sortedByBytes()
            self.volumes = Set(volumes).sortedByBytes()
            self.networks = Set(networks).sortedByBytes()
        }
    }

    /// Whether this Engine is in a swarm but cannot list its services: a worker, or a manager without a quorum.
    package var isUnreadable: Bool
    /// Sorted by name.
    package var services: [Service]

    package static let inactive = SwarmView()

    package init(isUnreadable: Bool = false, services: [Service] = []) {
        self.isUnreadable = isUnreadable
        self.services = services.sorted { $0.name.precedesInBytes($1.name) }
    }
}

/// Volumes that the Engine could not list because their driver failed. Such a volume is neither missing nor gone.
package struct UnseenVolumes: Sendable, Hashable {
    /// The drivers whose list failed, sorted.
    package var drivers: [String]
    /// Whether a warning named no driver: then any driver without listed volumes may be the one that failed.
    package var isUncertain: Bool

    package static let none = UnseenVolumes(drivers: [])

    package init(drivers: [String], isUncertain: Bool = false) {
        self.drivers = Set(drivers).sortedByBytes()
        self.isUncertain = isUncertain
    }

    package var isEmpty: Bool { drivers.isEmpty && !isUncertain }
}

extension ObservedHost {
    /// Whether volumes of this driver may be there although none is listed; of `nil`, a driver that is not known.
    package func mayHideVolumes(ofDriver driver: String?) -> Bool {
        guard let driver else { return !unseenVolumes.isEmpty }
        if unseenVolumes.drivers.contains(where: driver.hasSameBytes) { return true }
        return unseenVolumes.isUncertain && !volumes.contains { $0.driver.hasSameBytes(as: driver) }
    }
}
