import Domain

/// What the ledger holds of one resource that is there, and how another look changes it.
struct ResourceState: Equatable {
    struct Protection: Equatable {
        let first: Timestamp
        /// `nil` while a direct rule protects it.
        let last: Timestamp?
        let rule: StoredRule
    }

    let name: String
    let `class`: ResourceClass
    let rule: StoredRule
    let firstUnused: Timestamp?
    let lostUser: Timestamp?
    let protection: Protection?
    /// `nil` for what is no volume.
    let volume: VolumeIdentity?

    /// `prior` is the state of the look before; `nil` for a resource that it did not see. A volume that was made anew
    /// since keeps its name's protection, but neither its predecessor's age nor its loss of a user.
    init(_ sighting: Sighting, after prior: ResourceState?, _ look: Look) {
        name = sighting.resource.address.name
        `class` = sighting.resource.class
        rule = StoredRule(sighting.resource.rule)
        let aged = sighting.isMadeAnew(since: prior) ? nil : prior
        switch sighting.use {
        case .untracked, .used: firstUnused = nil
        case .unused: firstUnused = aged?.firstUnused ?? look.at
        }
        lostUser = sighting.use == .unused ? aged?.lostUser ?? (sighting.lostUserNow ? look.at : nil) : nil
        protection = ResourceState.protection(sighting, after: prior?.protection, look)
        volume = sighting.volume?.after(prior?.volume)
    }

    init(
        name: String,
        class: ResourceClass,
        rule: StoredRule,
        firstUnused: Timestamp?,
        lostUser: Timestamp?,
        protection: Protection?,
        volume: VolumeIdentity?
    ) {
        self.name = name
        self.class = `class`
        self.rule = rule
        self.firstUnused = firstUnused
        self.lostUser = lostUser
        self.protection = protection
        self.volume = volume
    }

    /// Whether a reader of the resource's history wants to know of the difference.
    func isNotable(after prior: ResourceState?) -> Bool {
        prior.map { !$0.name.hasSameBytes(as: name) || $0.class != `class` || $0.rule != rule } ?? true
    }

    private static func protection(_ sighting: Sighting, after prior: Protection?, _ look: Look) -> Protection? {
        guard let direct = sighting.direct else {
            return prior.map { Protection(first: $0.first, last: $0.last ?? look.previousAt, rule: $0.rule) }
        }
        return Protection(first: prior?.first ?? look.at, last: nil, rule: StoredRule(direct))
    }
}

/// One recorded look at the host: its number, and the one before.
struct Look {
    let number: Int
    let at: Timestamp
    let previous: Int?
    /// The time of the look before; this one's where it is the first.
    let previousAt: Timestamp
    /// The log's size when the look before was recorded.
    let previousIndex: Int
}

/// One resource as a look sees it.
struct Sighting {
    enum Use {
        case untracked
        case used
        case unused
    }

    let key: ResourceKey
    let resource: ClassifiedResource
    /// `nil` for what is no volume.
    let volume: VolumeIdentity?
    /// The rule that protects it directly, whatever decided the class.
    let direct: DecidingRule?
    let use: Use
    /// Whether users that the last look saw are gone by other hands than ours.
    let lostUserNow: Bool

    func isMadeAnew(since prior: ResourceState?) -> Bool {
        guard let volume, let before = prior?.volume else { return false }
        return volume.isAnother(than: before)
    }
}
