/// What a swarm has on this Engine beside containers. A service that is scaled to nothing has no container, and still
/// needs its image and its volumes.
package struct SwarmView: Sendable, Hashable {
    /// What one service, or a task without one, names: secrets and commands are not kept.
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

    /// Whether this Engine is part of a swarm whose services it does not tell: a worker, or a manager without a quorum.
    package var isUnreadable: Bool
    /// Sorted by name.
    package var services: [Service]

    package static let inactive = SwarmView()

    package init(isUnreadable: Bool = false, services: [Service] = []) {
        self.isUnreadable = isUnreadable
        self.services = services.sorted { $0.name.precedesInBytes($1.name) }
    }
}
