internal import Domain

/// The container that this program runs in, and everything that it uses: an apply that takes itself away leaves the rest
/// half done. Who shares a namespace with it counts as itself: the signs of one are also those of the other. It says nothing of its project, and it ends with the program, so no ledger remembers it.
struct OwnContainer {
    private let address: Address?
    private let used: Set<Address>

    init(_ host: ObservedHost, _ uses: Uses) {
        guard let own = host.containers.first(where: { $0.id == host.ownContainerID }) else {
            (address, used) = (nil, [])
            return
        }
        address = own.address
        let shared = OwnContainer.used(by: [own.id], uses, only: .namespace).filter { $0.kind == .container }
        let owners = Set(shared.map(\.name) + [own.id])
        let group = owners.union(owners.flatMap { uses.sharers(ofContainer: $0) }.map(\.id))
        used = OwnContainer.used(by: group, uses).union(group.map { Address(.container, $0) })
    }

    /// `way`: only the uses of this way; all of them where it is `nil`.
    private static func used(by ids: Set<String>, _ uses: Uses, only way: Way? = nil) -> Set<Address> {
        Set(
            uses.all.compactMap { use in
                guard let place = use.container, ids.contains(uses.containers[place].id),
                    way.map({ $0 == use.way }) ?? true, case .object(let used) = use.used
                else { return nil }
                return used
            }
        )
    }

    func rule(for resource: Resource) -> DecidingRule? {
        guard let address, used.contains(Address(resource.address.kind, resource.id)) else { return nil }
        return DecidingRule(.ownContainer, pattern: address.description, origin: .observation)
    }
}
