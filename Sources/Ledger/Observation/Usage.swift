import Domain

/// Who uses what in an observed host; a stopped container counts.
struct HostUsage {
    /// One use by one container.
    struct Use: Hashable {
        let userID: Address
        let resource: Address
    }

    struct Names: Equatable {
        let user: String
        let resource: String
    }

    private(set) var used: Set<Address> = []
    /// The uses worth remembering: every volume, and everything of containers that are or were protected.
    private(set) var remembered: [Use: Names] = [:]
    /// IDs of the containers that mount each volume.
    private(set) var volumeUsers: [Address: Set<Address>] = [:]
    /// The names, by ID, of containers that were listed and not inspected: whose pid and ipc namespaces they share is
    /// not known.
    private(set) var uninspected: [Address: String] = [:]

    /// Reads the uses of every container; `isRemembered` says whether all of a container's must outlive it.
    init(_ host: ObservedHost, isRemembered: (ObservedContainer) -> Bool) {
        let networks = NetworkIndex(host.networks)
        let containers = ContainerIndex(host.containers)
        for container in host.containers {
            let uses = HostUsage.uses(of: container, networks, containers)
            used.formUnion(uses.map(\.resource))
            let user = Address(.container, container.id)
            if container.detail == nil { uninspected[user] = container.name }
            let keepsAll = isRemembered(container)
            for use in uses where keepsAll || use.resource.kind == .volume {
                let names = Names(user: container.name, resource: use.name)
                remembered[Use(userID: user, resource: use.resource)] = names
                if use.resource.kind == .volume { volumeUsers[use.resource, default: []].insert(user) }
            }
        }
    }

    private static func uses(
        of container: ObservedContainer,
        _ networks: NetworkIndex,
        _ containers: ContainerIndex
    ) -> [(resource: Address, name: String)] {
        let image = (Address(.image, container.imageID), container.imageReference)
        let volumes = container.mounts.compactMap(\.volume).map { (Address(.volume, $0), $0) }
        let attached = container.networks.flatMap { attachment in
            networks.objects(of: attachment).map { ($0, attachment.name) }
        }
        let owners = containers.namespaceOwners(of: container).map { (Address(.container, $0.id), $0.name) }
        return [image] + volumes + attached + owners
    }
}
