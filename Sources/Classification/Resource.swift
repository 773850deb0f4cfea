internal import Domain

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
