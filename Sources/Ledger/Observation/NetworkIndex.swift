import Domain

/// Joins attachments to the networks of a look by ID, and by name where the ID is empty or unknown. Where a name stands
/// for several networks, all of them count as used.
struct NetworkIndex {
    private let known: Set<Address>
    private let byName: [Address: [ObservedNetwork]]

    init(_ networks: [ObservedNetwork]) {
        known = Set(networks.map { Address(.network, $0.id) })
        byName = Dictionary(grouping: networks) { Address(.network, $0.name) }
    }

    /// The IDs of the networks, as addresses.
    func objects(of attachment: ObservedContainer.Attachment) -> [Address] {
        let object = Address(.network, attachment.networkID)
        if known.contains(object) { return [object] }
        return (byName[Address(.network, attachment.name)] ?? []).map { Address(.network, $0.id) }
    }
}
