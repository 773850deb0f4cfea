import Domain

/// Finds the container of a look that `container:<ID or name>` stands for, in the Engine's own order: an exact ID, an
/// exact name, then an ID's beginning.
struct ContainerIndex {
    private let byID: [Address: ObservedContainer]
    private let byName: [Address: ObservedContainer]
    private let containers: [ObservedContainer]

    /// What the Engine shows as a short ID; less may be meant as a name.
    private static let shortestPrefix = 12

    init(_ containers: [ObservedContainer]) {
        self.containers = containers
        byID = Dictionary(
            containers.map { (Address(.container, $0.id), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let named = containers.flatMap { container in container.names.map { (Address(.container, $0), container) } }
        byName = Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    /// The other containers whose network, pid or ipc namespace this one shares, as far as the look tells.
    func namespaceOwners(of container: ObservedContainer) -> [ObservedContainer] {
        let prefix = "container:"
        let listed =
            container.networkMode.hasPrefix(prefix) ? [String(container.networkMode.dropFirst(prefix.count))] : []
        return (listed + (container.detail?.namespaceOwners ?? [])).compactMap(owner)
            .filter { !$0.id.hasSameBytes(as: container.id) }
    }

    /// `nil` for a container that is not there, and for a short ID that fits several.
    func owner(_ text: String) -> ObservedContainer? {
        let key = Address(.container, text)
        if let exact = byID[key] ?? byName[key] { return exact }
        guard text.utf8.count >= ContainerIndex.shortestPrefix, text.utf8.allSatisfy(ContainerIndex.isHex) else {
            return nil
        }
        let fitting = containers.filter { $0.id.utf8.starts(with: text.utf8) }
        return fitting.count == 1 ? fitting.first : nil
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
