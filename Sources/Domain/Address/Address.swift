/// What people call one resource: `container/odoo-staging`, `image/odoo:18.0-1`, `image/sha256:9c1e…`, `volume/NAME`,
/// `network/NAME`.
///
/// Two addresses are equal when their UTF-8 bytes are equal. `String` equality would let `é` in its composed and
/// decomposed form stand for one resource where the Engine holds two.
package struct Address: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var kind: ResourceKind
    package var name: String

    package init(_ kind: ResourceKind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// Reads `kind/name`; `nil` where the kind is none of the four or the name is empty.
    package init?(parsing text: String) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        guard let kind = ResourceKind(rawValue: String(text[..<slash])) else { return nil }
        let name = String(text[text.utf8.index(after: slash)...])
        guard !name.isEmpty else { return nil }
        self.init(kind, name)
    }

    package var description: String { "\(kind.rawValue)/\(name)" }

    package static func == (lhs: Address, rhs: Address) -> Bool {
        lhs.kind == rhs.kind && lhs.name.hasSameBytes(as: rhs.name)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        name.hashBytes(into: &hasher)
    }

    /// Containers, images, volumes, networks; within a kind by the bytes of the name.
    package static func < (lhs: Address, rhs: Address) -> Bool {
        guard lhs.kind == rhs.kind else { return lhs.kind < rhs.kind }
        return lhs.name.precedesInBytes(rhs.name)
    }
}

/// The four kinds of Docker objects that `reconcile` classifies.
package enum ResourceKind: String, CaseIterable, Sendable, Comparable {
    case container
    case image
    case volume
    case network

    package static func < (lhs: ResourceKind, rhs: ResourceKind) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .container: 0
        case .image: 1
        case .volume: 2
        case .network: 3
        }
    }
}
