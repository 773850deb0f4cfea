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

/// What belongs to an image ID whatever its tags are, and how another look changes it.
struct ImageState: Equatable {
    let firstUnused: Timestamp?
    /// When it was first seen with a directly protected tag.
    let protectedFirst: Timestamp?
    /// When it was first seen without protected tag and user; `nil` while it has either.
    let protectedUntil: Timestamp?

    init(firstUnused: Timestamp?, protectedFirst: Timestamp?, protectedUntil: Timestamp?) {
        self.firstUnused = firstUnused
        self.protectedFirst = protectedFirst
        self.protectedUntil = protectedUntil
    }

    /// `prior` is the state of the last look that saw the image; `wasPresent` says that this was the look before.
    init(isUsed: Bool, bearsProtectedTag: Bool, after prior: ImageState?, wasPresent: Bool, at: Timestamp) {
        firstUnused = isUsed ? nil : (wasPresent ? prior?.firstUnused : nil) ?? at
        protectedFirst = prior?.protectedFirst ?? (bearsProtectedTag ? at : nil)
        let holds = bearsProtectedTag || isUsed
        protectedUntil = protectedFirst == nil || holds ? nil : prior?.protectedUntil ?? at
    }
}

/// What tells a volume from a later one of the same name: a volume has no ID.
struct VolumeIdentity: Equatable {
    /// `nil` where the host's files could not be read.
    let mountpoint: String?
    let configuration: String
    /// `nil` where an earlier version recorded it.
    let driver: String?

    init(mountpoint: String?, configuration: String, driver: String?) {
        self.mountpoint = mountpoint
        self.configuration = configuration
        self.driver = driver
    }

    init(_ volume: ObservedVolume) {
        self.init(
            mountpoint: volume.mountpointIdentity,
            configuration: volume.configurationDigest,
            driver: volume.driver
        )
    }

    /// What to keep of a volume that is seen again: a look that cannot read the host's files takes nothing away.
    func after(_ prior: VolumeIdentity?) -> VolumeIdentity {
        guard let prior, !isAnother(than: prior) else { return self }
        return VolumeIdentity(
            mountpoint: mountpoint ?? prior.mountpoint,
            configuration: configuration,
            driver: driver
        )
    }

    /// Whether the volume was made anew since, as far as both looks tell.
    func isAnother(than prior: VolumeIdentity) -> Bool {
        guard configuration == prior.configuration else { return true }
        guard let mountpoint, let before = prior.mountpoint else { return false }
        return mountpoint != before
    }
}
