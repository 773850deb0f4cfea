/// Everything that uses something on a host, running or not: the one answer that classification, preconditions, the look
/// before each wave, `explain`, the ledger's memory and the snapshot share.
package struct Uses: Sendable {
    package let containers: [ObservedContainer]
    /// Sorted by user: containers first, by address.
    package let all: [Use]
    private let ofObject: [Address: [Int]]
    private let ofTag: [String: [Int]]

    package init(_ host: ObservedHost) {
        containers = host.containers
        all = UseCollector(host).collected
        var (ofObject, ofTag): ([Address: [Int]], [String: [Int]]) = ([:], [:])
        for (index, use) in all.enumerated() {
            switch use.used {
            case .object(let address): ofObject[address, default: []].append(index)
            case .tag(let reference): ofTag[reference, default: []].append(index)
            }
        }
        (self.ofObject, self.ofTag) = (ofObject, ofTag)
    }

    package func uses(ofObject address: Address) -> [Use] { (ofObject[address] ?? []).map { all[$0] } }

    package func uses(ofTag tag: String) -> [Use] {
        (ofTag[ImageReference(tag).familiar] ?? []).map { all[$0] }
    }

    /// The containers that run the image or mount it, in the order of their addresses.
    package func users(ofImage id: String) -> [ObservedContainer] { containers(uses(ofObject: Address(.image, id))) }

    /// The containers that were created from this very tag or mount it, whatever image it stood for at the time.
    package func users(ofTag tag: String) -> [ObservedContainer] { containers(uses(ofTag: tag)) }

    /// Who must be gone before an action on an image's tag: for a delete, whoever uses the image or the tag; for an
    /// untag, whoever was created from the tag or mounts it.
    package func users(of image: ObservedImage, losing tag: String, withImage: Bool) -> [ObservedContainer] {
        let ofTag = users(ofTag: tag)
        guard withImage else { return ofTag }
        let ofImage = users(ofImage: image.id)
        let known = Set(ofImage.map(\.id))
        return ofImage + ofTag.filter { !known.contains($0.id) }
    }

    package func users(ofVolume name: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.volume, name)))
    }

    package func users(ofNetwork id: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.network, id)))
    }

    /// The containers that need this one: they share a namespace of it, are linked to it, or take its volumes.
    package func users(ofContainer id: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.container, id)))
    }

    /// The containers that share a namespace of this one or are linked to it: what they have begins anew with it.
    package func sharers(ofContainer id: String) -> [ObservedContainer] {
        containers(uses(ofObject: Address(.container, id)).filter { $0.way == .namespace })
    }

    /// Each container once, in the order of the uses.
    package func containers(_ uses: [Use]) -> [ObservedContainer] {
        var seen: Set<Int> = []
        return uses.compactMap(\.container).filter { seen.insert($0).inserted }.map { containers[$0] }
    }

    /// Users that are no containers and that no plan takes away: an image's children are judged with their parent.
    package static func lasting(_ uses: [Use]) -> [Use.User] {
        uses.filter { $0.container == nil && $0.way != .childImage }.map(\.user)
    }
}
