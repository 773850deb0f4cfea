import Domain

/// The ledger's state of one resource that is present, and how an observation changes it.
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

    /// `prior`: the state in the previous observation; `nil` for a resource that was not in it. A volume that was
    /// recreated under the same name keeps the protection, but not the age or the lost user of the earlier volume.
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

    /// Whether the change gets a line in the history of the resource: its name, class or rule differs.
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

/// One recorded observation of the host: its number, and the number of the one before.
struct Look {
    let number: Int
    let at: Timestamp
    let previous: Int?
    /// The time of the observation before; this one's where it is the first.
    let previousAt: Timestamp
    /// The log's size when the observation before was recorded.
    let previousIndex: Int
}

/// One resource in one observation.
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
    /// Whether users of the last observation are gone that we did not remove.
    let lostUserNow: Bool

    func isMadeAnew(since prior: ResourceState?) -> Bool {
        guard let volume, let before = prior?.volume else { return false }
        return volume.isAnother(than: before)
    }
}

/// The state of an image ID whatever its tags are, and how an observation changes it.
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

    /// `prior` is the state at the last observation of the image; `wasPresent` says that this was the observation
    /// before.
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

    /// The identity to keep of a volume that is observed again: the known mountpoint stays where it cannot be read now.
    func after(_ prior: VolumeIdentity?) -> VolumeIdentity {
        guard let prior, !isAnother(than: prior) else { return self }
        return VolumeIdentity(
            mountpoint: mountpoint ?? prior.mountpoint,
            configuration: configuration,
            driver: driver
        )
    }

    /// Whether the volume was recreated since, as far as both observations show.
    func isAnother(than prior: VolumeIdentity) -> Bool {
        guard configuration == prior.configuration else { return true }
        guard let mountpoint, let before = prior.mountpoint else { return false }
        return mountpoint != before
    }
}
