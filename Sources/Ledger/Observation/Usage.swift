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

    /// Reads the uses of every container; `isRemembered` says whether all of a container's must outlive it.
    init(_ host: ObservedHost, isRemembered: (ObservedContainer) -> Bool) {
        let networks = NetworkIDs(host)
        for container in host.containers {
            let uses = HostUsage.uses(of: container, networks)
            used.formUnion(uses.map(\.resource))
            let user = Address(.container, container.id)
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
        _ networks: NetworkIDs
    ) -> [(resource: Address, name: String)] {
        let image = (Address(.image, container.imageID), container.imageReference)
        let volumes = container.mounts.compactMap(\.volume).map { (Address(.volume, $0), $0) }
        let attached = container.networks.map { attachment in
            (Address(.network, networks.id(of: attachment)), attachment.name)
        }
        let owners = namespaceOwners(of: container).map { (Address(.container, $0), $0) }
        return [image] + volumes + attached + owners
    }

    private static func namespaceOwners(of container: ObservedContainer) -> [String] {
        let prefix = "container:"
        let listed =
            container.networkMode.hasPrefix(prefix) ? [String(container.networkMode.dropFirst(prefix.count))] : []
        return listed + (container.detail?.namespaceOwners ?? [])
    }
}

/// Finds a network's ID by name for attachments that have none yet.
private struct NetworkIDs {
    private let known: Set<String>
    private let byName: [Address: String]

    init(_ host: ObservedHost) {
        known = Set(host.networks.map(\.id))
        byName = Dictionary(
            host.networks.map { (Address(.network, $0.name), $0.id) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func id(of attachment: ObservedContainer.Attachment) -> String {
        if known.contains(attachment.networkID) { return attachment.networkID }
        return byName[Address(.network, attachment.name)] ?? attachment.networkID
    }
}
