/// A volume. It has no ID on the Engine; what pins it is everything that this type holds.
package struct ObservedVolume: Sendable, Hashable {
    package let name: String
    package let driver: String
    /// The names of the driver's options, sorted; their values may be secrets (NFS, SMB).
    package let optionNames: [String]
    package let labels: ObservedLabels
    /// Keyed digest of driver, options and labels: `hmac-sha256:<hex>`.
    package let configurationDigest: String
    /// Inode and birth time of the mountpoint where the host's files can be read, `<inode>@<nanoseconds>`.
    package let mountpointIdentity: String?

    package init(
        name: String,
        driver: String,
        optionNames: [String],
        labels: ObservedLabels,
        configurationDigest: String,
        mountpointIdentity: String?
    ) {
        self.name = name
        self.driver = driver
        self.optionNames = optionNames
        self.labels = labels
        self.configurationDigest = configurationDigest
        self.mountpointIdentity = mountpointIdentity
    }

    package var address: Address { Address(.volume, name) }
}
