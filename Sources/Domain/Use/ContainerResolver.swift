/// Finds the containers that `container:<ID or name>` stands for, in the Engine's own order: an exact ID, an exact name,
/// then an ID's beginning of any length. Where a beginning fits several, the Engine takes none; here all of them count,
/// because which one is meant shows only when the others are gone.
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
        Dictionary(pairs.map { (Address(.container, $0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ObservedContainer {
    /// The texts by which it names the containers whose namespaces it shares, or that it is linked to.
    package var namedNamespaceOwners: [String] {
        [NamespaceMode(networkMode).owner].compactMap(\.self) + (detail?.namespaceOwners ?? [])
    }
}
