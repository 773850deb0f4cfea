package import Domain

/// Who uses what: from every image, volume, network and container to the containers that name it, running or not.
package struct Usage: Sendable {
    package let containers: [ObservedContainer]
    private var ofImage: [String: [Int]] = [:]
    /// By the reference that the container was created from, as docker shows it.
    private var ofTag: [String: [Int]] = [:]
    private var ofVolume: [String: [Int]] = [:]
    private var ofNetwork: [String: [Int]] = [:]
    private var ofNamespace: [String: [Int]] = [:]

    package init(_ host: ObservedHost) {
        containers = host.containers
        let networks = NetworkIndex(host.networks)
        let owners = ContainerIndex(host.containers)
        for (index, container) in host.containers.enumerated() {
            ofImage[container.imageID, default: []].append(index)
            ofTag[ImageReference(container.imageReference).familiar, default: []].append(index)
            for volume in Set(container.mounts.compactMap(\.volume)) { ofVolume[volume, default: []].append(index) }
            for id in Set(container.networks.flatMap(networks.ids)) { ofNetwork[id, default: []].append(index) }
            for id in owners.namespaceOwners(of: container) { ofNamespace[id, default: []].append(index) }
        }
    }

    /// The containers that use the resource, in the order of their addresses; of a tag, those created from it.
    func users(of resource: Resource) -> [ObservedContainer] {
        switch resource {
        case .container(let container): sharers(ofContainer: container.id)
        case .tag(let text, let image): users(ofTag: text).filter { $0.imageID == image.id }
        case .untagged(let image): users(ofImage: image.id)
        case .volume(let volume): users(ofVolume: volume.name)
        case .network(let network, _): users(ofNetwork: network.id)
        }
    }

    package func users(ofImage id: String) -> [ObservedContainer] { (ofImage[id] ?? []).map { containers[$0] } }

    /// The containers that were created from this very tag, whatever image it stood for at the time.
    package func users(ofTag tag: String) -> [ObservedContainer] {
        (ofTag[ImageReference(tag).familiar] ?? []).map { containers[$0] }
    }

    /// Who must be gone before an action on an image's tag: for a delete, whoever uses the image or the tag; for an
    /// untag, whoever was created from the tag.
    package func users(of image: ObservedImage, losing tag: String, withImage: Bool) -> [ObservedContainer] {
        let ofTag = users(ofTag: tag)
        guard withImage else { return ofTag }
        return users(ofImage: image.id) + ofTag.filter { $0.imageID != image.id }
    }

    package func users(ofVolume name: String) -> [ObservedContainer] { (ofVolume[name] ?? []).map { containers[$0] } }

    package func users(ofNetwork id: String) -> [ObservedContainer] { (ofNetwork[id] ?? []).map { containers[$0] } }

    /// The containers that share the network, pid or ipc namespace of this one.
    package func sharers(ofContainer id: String) -> [ObservedContainer] {
        (ofNamespace[id] ?? []).map { containers[$0] }
    }
}

extension Usage {
    /// The first container, by address, of a set of them that uses each image, volume and network: one pass for all
    /// resources, since an image may have a thousand tags and a thousand users.
    func firstUsers(among ids: Set<String>) -> FirstUsers {
        func first(_ users: [Int]) -> Address? {
            users.first { ids.contains(containers[$0].id) }.map { containers[$0].address }
        }
        return FirstUsers(
            ofImage: ofImage.compactMapValues(first),
            ofVolume: ofVolume.compactMapValues(first),
            ofNetwork: ofNetwork.compactMapValues(first)
        )
    }
}

/// Who, of some set of containers, uses a resource.
struct FirstUsers {
    fileprivate let ofImage: [String: Address]
    fileprivate let ofVolume: [String: Address]
    fileprivate let ofNetwork: [String: Address]

    subscript(resource: Resource) -> Address? {
        switch resource {
        case .container: nil
        case .tag(_, let image), .untagged(let image): ofImage[image.id]
        case .volume(let volume): ofVolume[volume.name]
        case .network(let network, _): ofNetwork[network.id]
        }
    }
}

/// Joins attachments to networks by ID, and by name where the ID is empty or unknown. Where a name stands for several
/// networks, all of them count as used.
private struct NetworkIndex {
    private let known: Set<String>
    private let byName: [String: [String]]

    init(_ networks: [ObservedNetwork]) {
        known = Set(networks.map(\.id))
        byName = Dictionary(grouping: networks, by: \.name).mapValues { $0.map(\.id) }
    }

    func ids(of attachment: ObservedContainer.Attachment) -> [String] {
        known.contains(attachment.networkID) ? [attachment.networkID] : byName[attachment.name] ?? []
    }
}

/// Finds the containers that `container:<ID or name>` stands for. A short ID counts for every container that it fits.
private struct ContainerIndex {
    private let byID: [String: String]
    private let byName: [String: String]
    private let ids: [String]

    init(_ containers: [ObservedContainer]) {
        ids = containers.map(\.id)
        byID = Dictionary(ids.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
        let names = containers.flatMap { container in container.names.map { ($0, container.id) } }
        byName = Dictionary(names, uniquingKeysWith: { first, _ in first })
    }

    func namespaceOwners(of container: ObservedContainer) -> Set<String> {
        let prefix = "container:"
        let listed =
            container.networkMode.hasBytePrefix(prefix) ? [String(container.networkMode.dropFirst(prefix.count))] : []
        let owners = (listed + (container.detail?.namespaceOwners ?? [])).flatMap(owners)
        return Set(owners).subtracting([container.id])
    }

    private func owners(_ text: String) -> [String] {
        if let exact = byID[text] ?? byName[text] { return [exact] }
        return text.isEmpty ? [] : ids.filter { $0.utf8.starts(with: text.utf8) }
    }
}
