import Domain

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
