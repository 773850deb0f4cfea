/// Finds the containers that `container:<ID or name>` stands for, in the Engine's own order: an exact ID, an exact
/// name, then an ID's beginning of any length. Where a prefix fits several IDs, the Engine refuses it; here all of them
/// count as meant, since deleting all but one would decide it.
package struct ContainerResolver: Sendable {
    private let byID: [Address: Int]
    private let byName: [Address: Int]
    private let ids: [String]

    package init(_ containers: [ObservedContainer]) {
        ids = containers.map(\.id)
        byID = ContainerResolver.index(ids.enumerated().map { ($0.element, $0.offset) })
        byName = ContainerResolver.index(
            containers.enumerated().flatMap { index, container in container.names.map { ($0, index) } }
        )
    }

    /// The places of the containers in the list that this was made from.
    package func places(of text: String) -> [Int] {
        guard !text.isEmpty else { return [] }
        let key = Address(.container, text)
        if let exact = byID[key] ?? byName[key] { return [exact] }
        return ids.indices.filter { ids[$0].utf8.starts(with: text.utf8) }
    }

    /// The one place that the Engine would find; `nil` where it finds none or several.
    package func place(of text: String) -> Int? {
        let places = places(of: text)
        return places.count == 1 ? places[0] : nil
    }

    private static func index(_ pairs: [(String, Int)]) -> [Address: Int] {
        Dictionary(firstWins: pairs.map { (Address(.container, $0.0), $0.1) })
    }
}

extension ObservedContainer {
    /// The texts by which it names the containers whose namespaces it shares, or that it is linked to.
    package var namedNamespaceOwners: [String] {
        [NamespaceMode(networkMode).owner].compactMap(\.self) + (detail?.namespaceOwners ?? [])
    }
}

/// Finds the images that a reference stands for now: by tag, by digest, or by an ID or its beginning.
struct ImageResolver {
    private let images: [ObservedImage]
    private let byTag: [String: [Int]]

    init(_ images: [ObservedImage]) {
        self.images = images
        byTag = images.enumerated().reduce(into: [:]) { found, entry in
            for tag in entry.element.tags { found[ImageReference(tag).familiar, default: []].append(entry.offset) }
        }
    }

    func ids(of reference: String) -> [String] {
        let read = ImageReference(reference)
        let tagged = read.digest == nil ? (byTag[read.familiar] ?? []).map { images[$0].id } : []
        // References other than plain tags are rare, so a linear search is enough for them.
        guard tagged.isEmpty, !read.isPlainTag else { return tagged }
        return images.filter { $0.bears(reference) }.map(\.id)
    }
}

/// Finds the networks that an attachment, a mode or another network means. Where a name stands for several, all of them
/// count.
struct NetworkResolver {
    private let ids: Set<Address>
    private let byName: [Address: [String]]
    private let byBridge: [Address: [String]]

    init(_ networks: [ObservedNetwork]) {
        ids = Set(networks.map { Address(.network, $0.id) })
        byName = NetworkResolver.index(networks.map { ($0.name, $0.id) })
        byBridge = NetworkResolver.index(
            networks.filter { $0.driver.hasSameBytes(as: "bridge") }
                .map { ($0.bridge ?? "br-\($0.id.prefix(12))", $0.id) }
        )
    }

    /// By ID, and by name where the ID is empty or unknown.
    func ids(of attachment: ObservedContainer.Attachment) -> [String] {
        ids.contains(Address(.network, attachment.networkID)) ? [attachment.networkID] : ids(named: attachment.name)
    }

    func ids(named name: String) -> [String] { byName[Address(.network, name)] ?? [] }

    /// The networks that `HostConfig.NetworkMode` means; none for the words that the Engine has for other things.
    func ids(ofMode mode: String) -> [String] {
        if ["", "default", "bridge", "host", "none", "nat"].contains(where: mode.hasSameBytes) { return [] }
        return ids.contains(Address(.network, mode)) ? [mode] : ids(named: mode)
    }

    /// The networks whose bridge is this interface. The name of a VLAN interface, `br-0123456789ab.7`, is read as that
    /// of the bridge it lies on.
    func ids(ofInterface name: String) -> [String] {
        let whole = byBridge[Address(.network, name)]
        guard whole == nil, let dot = name.lastIndex(of: ".") else { return whole ?? [] }
        return byBridge[Address(.network, String(name[..<dot]))] ?? []
    }

    private static func index(_ pairs: [(String, String)]) -> [Address: [String]] {
        Dictionary(pairs.map { (Address(.network, $0.0), [$0.1]) }, uniquingKeysWith: +)
    }
}
