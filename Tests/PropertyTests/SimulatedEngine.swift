import Domain

/// A host in memory that obeys or refuses calls as the Engine does: with its conflicts, its untag that is a delete, its
/// parents that stay (`noprune=1`), and its stop that removes a container with `AutoRemove`.
struct SimulatedEngine {
    struct Conflict: Error, CustomStringConvertible {
        let description: String
        init(_ text: String) { description = text }
    }

    var containers: [ObservedContainer]
    var images: [ObservedImage]
    var volumes: [ObservedVolume]
    var networks: [ObservedNetwork]
    let origin: ObservedHost
    /// For the IDs of what is made.
    let seed: UInt64

    init(_ host: ObservedHost, seed: UInt64 = 0) {
        origin = host
        self.seed = seed
        containers = host.containers
        images = host.images
        volumes = host.volumes
        networks = host.networks
    }

    var host: ObservedHost {
        ObservedHost(
            engine: origin.engine,
            observedAt: origin.observedAt,
            containers: containers,
            images: images,
            volumes: volumes,
            networks: networks,
            incomplete: origin.incomplete,
            swarm: origin.swarm,
            unseenVolumes: origin.unseenVolumes,
            ownContainerID: origin.ownContainerID
        )
    }

    mutating func perform(_ step: Step) throws(Conflict) {
        switch step {
        case .stopContainer(let id, _, let removesItself): try stop(id, removesItself)
        case .removeContainer(let id): try remove(id)
        case .removeImageReference(let reference, let id): try untag(reference, id)
        case .removeImage(let id): try removeImage(id)
        case .removeVolume(let name): try removeVolume(name)
        case .removeNetwork(let id): try removeNetwork(id)
        default:
            throw Conflict("\(step.operation.rawValue): no clean-up does this")
        }
    }

    private mutating func stop(_ id: String, _ removesItself: Bool) throws(Conflict) {
        guard let index = containers.firstIndex(where: { $0.id == id }) else { throw Conflict("404 container \(id)") }
        let one = containers[index]
        guard one.state.isAlive else { throw Conflict("304 \(one.name) is not running") }
        guard (one.detail?.autoRemove ?? false) == removesItself else {
            throw Conflict("\(one.name): other AutoRemove")
        }
        guard removesItself else { return containers[index] = one.exited }
        containers.remove(at: index)
        let anonymous = one.mounts.compactMap(\.volume).filter { $0.utf8.count == 64 }
        volumes.removeAll { anonymous.contains($0.name) }
    }

    private mutating func remove(_ id: String) throws(Conflict) {
        guard let index = containers.firstIndex(where: { $0.id == id }) else { throw Conflict("404 container \(id)") }
        guard !containers[index].state.isAlive else { throw Conflict("409 \(containers[index].name) is running") }
        containers.remove(at: index)
    }

    private mutating func removeVolume(_ name: String) throws(Conflict) {
        guard let index = volumes.firstIndex(where: { $0.name == name }) else { throw Conflict("404 volume \(name)") }
        if let user = containers.first(where: { $0.mounts.contains { $0.volume == name } }) {
            throw Conflict("409 volume \(name) is in use by \(user.name)")
        }
        volumes.remove(at: index)
    }

    /// Stricter than the Engine, which refuses only while running containers use the network: a stopped container that
    /// names it could not start any more.
    private mutating func removeNetwork(_ id: String) throws(Conflict) {
        guard let index = networks.firstIndex(where: { $0.id == id }) else { throw Conflict("404 network \(id)") }
        let name = networks[index].name
        let known = Set(networks.map(\.id))
        let user = containers.first { container in
            container.networks.contains { $0.networkID == id || ($0.name == name && !known.contains($0.networkID)) }
        }
        if let user { throw Conflict("403 network \(name) has \(user.name)") }
        networks.remove(at: index)
    }
}

extension ObservedContainer {
    fileprivate var exited: ObservedContainer {
        var stopped = self
        stopped.state = .exited
        return stopped
    }
}
