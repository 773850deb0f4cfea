import Domain

/// One thing that gets a class: a container, a tag, an untagged image, a volume or a network.
enum Resource {
    case container(ObservedContainer)
    case tag(String, of: ObservedImage)
    case untagged(ObservedImage)
    case volume(ObservedVolume)
    case network(ObservedNetwork, Address)

    var address: Address {
        switch self {
        case .container(let container): container.address
        case .tag(let reference, _): Address(.image, reference)
        case .untagged(let image): Address(.image, image.id)
        case .volume(let volume): volume.address
        case .network(_, let address): address
        }
    }

    var id: String {
        switch self {
        case .container(let container): container.id
        case .tag(_, let image), .untagged(let image): image.id
        case .volume(let volume): volume.name
        case .network(let network, _): network.id
        }
    }

    var labels: ObservedLabels {
        switch self {
        case .container(let container): container.labels
        case .tag(_, let image), .untagged(let image): image.labels
        case .volume(let volume): volume.labels
        case .network(let network, _): network.labels
        }
    }

    /// Every resource of a host, in the order of their addresses.
    static func all(of host: ObservedHost) -> [Resource] {
        let images = host.images.flatMap { image in
            image.tags.isEmpty ? [Resource.untagged(image)] : image.tags.map { .tag($0, of: image) }
        }
        let networks = host.networks.map { Resource.network($0, host.address(of: $0)) }
        let all = host.containers.map(Resource.container) + images + host.volumes.map(Resource.volume) + networks
        return all.sorted { ($0.address, $0.id) < ($1.address, $1.id) }
    }
}

extension Uses {
    /// Whoever uses the resource; of a tag, what was created from it or mounts it.
    func uses(of resource: Resource) -> [Use] {
        switch resource {
        case .container(let container): uses(ofObject: Address(.container, container.id))
        case .tag(let text, let image): uses(ofTag: text, of: image)
        case .untagged(let image): uses(ofObject: Address(.image, image.id))
        case .volume(let volume): uses(ofObject: Address(.volume, volume.name))
        case .network(let network, _): uses(ofObject: Address(.network, network.id))
        }
    }

    /// The containers among them, in the order of their addresses.
    func users(of resource: Resource) -> [ObservedContainer] { containers(uses(of: resource)) }

    /// The uses of a tag. A container stays a user of the reference that it was created from even when the tag names
    /// another image by now; it is then a user of the tag, not of that image.
    private func uses(ofTag text: String, of image: ObservedImage) -> [Use] {
        uses(ofTag: text).filter { use in
            guard use.way == .createdFrom, let place = use.container else { return true }
            return containers[place].imageID == image.id
        }
    }

    /// Everyone who uses the resource, each once, with all ways.
    func everyUser(of resource: Resource) -> [ResourceUser] {
        var order: [Use.User] = []
        var ways: [Use.User: Set<Way>] = [:]
        for use in uses(of: resource) {
            if ways[use.user] == nil { order.append(use.user) }
            ways[use.user, default: []].insert(use.way)
        }
        return order.map { user in ResourceUser(user, Way.allCases.filter { ways[user]?.contains($0) == true }) }
    }

    /// The first container, by address, of a set of them that uses each image, volume and network: one pass for all
    /// resources, since an image may have a thousand tags and a thousand users.
    func firstUsers(among ids: Set<String>) -> FirstUsers {
        let pairs = all.compactMap { use -> (Address, Address)? in
            guard case .object(let used) = use.used, let place = use.container, ids.contains(containers[place].id)
            else {
                return nil
            }
            return (used, containers[place].address)
        }
        return FirstUsers(ofObject: Dictionary(firstWins: pairs))
    }
}

/// Who, of some set of containers, uses a resource.
struct FirstUsers {
    fileprivate let ofObject: [Address: Address]

    subscript(resource: Resource) -> Address? {
        switch resource {
        case .container: nil
        case .tag(_, let image), .untagged(let image): ofObject[Address(.image, image.id)]
        case .volume(let volume): ofObject[volume.address]
        case .network(let network, _): ofObject[Address(.network, network.id)]
        }
    }
}
