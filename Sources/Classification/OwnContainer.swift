internal import Domain

/// The container that this program runs in, and everything that it uses: an apply that takes itself away leaves the rest
/// half done. It says nothing of its project, and it ends with the program, so no ledger remembers it.
struct OwnContainer {
    private let address: Address?
    private let used: Set<Address>

    init(_ host: ObservedHost, _ uses: Uses) {
        let place = host.containers.firstIndex { $0.id == host.ownContainerID }
        address = place.map { host.containers[$0].address }
        let objects = uses.all.compactMap { use -> Address? in
            guard place != nil, use.container == place, case .object(let used) = use.used else { return nil }
            return used
        }
        used = Set(objects + (place.map { [Address(.container, host.containers[$0].id)] } ?? []))
    }

    func rule(for resource: Resource) -> DecidingRule? {
        guard let address, used.contains(Address(resource.address.kind, resource.id)) else { return nil }
        return DecidingRule(.ownContainer, pattern: address.description, origin: .observation)
    }
}
