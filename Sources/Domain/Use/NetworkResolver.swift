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

    /// The networks whose bridge is the interface, or the one that a VLAN of its name lies on: `br-0123456789ab.7`.
    func ids(ofInterface name: String) -> [String] {
        let whole = byBridge[Address(.network, name)]
        guard whole == nil, let dot = name.lastIndex(of: ".") else { return whole ?? [] }
        return byBridge[Address(.network, String(name[..<dot]))] ?? []
    }

    private static func index(_ pairs: [(String, String)]) -> [Address: [String]] {
        Dictionary(pairs.map { (Address(.network, $0.0), [$0.1]) }, uniquingKeysWith: +)
    }
}
