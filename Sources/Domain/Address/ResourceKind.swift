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
