/// A volume. It has no ID on the Engine; what pins it is everything that this type holds.
package struct ObservedVolume: Sendable, Hashable {
    package var name: String
    package var driver: String
    /// The names of the driver's options, sorted; their values may be secrets (NFS, SMB).
    package var optionNames: [String]
    package var labels: ObservedLabels
    /// Keyed digest of driver, options and labels: `hmac-sha256:<hex>`.
    package var configurationDigest: String
    /// Inode and birth time of the mountpoint where the host's files can be read, `<inode>@<nanoseconds>`.
    package var mountpointIdentity: String?
    /// Driver, options and labels, for comparing with a stack.
    package var attributes: AttributeSet
    /// The volumes in whose mountpoint its `device` lies.
    package var liesIn: [String]
    /// When its folder was last seen to change: made, or written to where the host's files can be read.
    package var lastChanged: Timestamp?

    package init(
        name: String,
        driver: String,
        optionNames: [String],
        labels: ObservedLabels,
        configurationDigest: String,
        mountpointIdentity: String?,
        attributes: AttributeSet = .empty,
        liesIn: [String] = [],
        lastChanged: Timestamp? = nil
    ) {
        self.name = name
        self.driver = driver
        self.optionNames = optionNames
        self.labels = labels
        self.configurationDigest = configurationDigest
        self.mountpointIdentity = mountpointIdentity
        self.attributes = attributes
        self.liesIn = liesIn
        self.lastChanged = lastChanged
    }

    package var address: Address { Address(.volume, name) }

    /// Docker names an anonymous volume with 64 hexadecimal digits; Engines before 23 mark it by nothing else.
    package static func looksAnonymous(_ name: String) -> Bool {
        name.utf8.count == 64 && name.utf8.isLowercaseHex
    }
}
