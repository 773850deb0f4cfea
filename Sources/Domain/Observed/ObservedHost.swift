/// One consistent look at an Engine: every container, image, volume and network. Lists are sorted, so that two looks at
/// the same host are equal whatever order the Engine answered in.
package struct ObservedHost: Sendable, Hashable {
    package let engine: EngineIdentity
    package let observedAt: Timestamp
    package let containers: [ObservedContainer]
    package var images: [ObservedImage]
    package let volumes: [ObservedVolume]
    package let networks: [ObservedNetwork]
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

    /// A network's address: its name, or `name@<12 of ID>` for every one but the first of a name.
    package func address(of network: ObservedNetwork) -> Address {
        let first = networks.first { $0.name.hasSameBytes(as: network.name) }
        guard let first, first.id != network.id else { return Address(.network, network.name) }
        return Address(.network, "\(network.name)@\(network.id.prefix(12))")
    }
}
