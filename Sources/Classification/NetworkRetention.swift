internal import Domain

/// Which networks go, when some are made from others or lie on their bridges: those go first, or both stay.
struct NetworkRetention {
    private let uses: Uses
    private let retention: Retention
    private var leaving: [Address: Address]

    /// `candidates`: addresses of networks that could be deleted if nothing used them, by their IDs.
    init(_ uses: Uses, _ retention: Retention, candidates: [Address: Address]) {
        self.uses = uses
        self.retention = retention
        leaving = candidates
        while let id = leaving.keys.sorted().first(where: { holder(of: $0) != nil }) { leaving[id] = nil }
    }

    /// The first that stays and uses the network with this ID.
    func holder(of id: Address) -> String? {
        let all = uses.uses(ofObject: id)
        let gone = Set(leaving.values.map { Use.User.object($0) })
        return retention.staying(uses.containers(all)).first?.address.description
            ?? Uses.lasting(all).first { !gone.contains($0) }?.description
    }
}
