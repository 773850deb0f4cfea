/// What building the stack needs beside the Compose model.
package struct StackContext: Sendable {
    /// The keyed digest of a value, `hmac-sha256:<hex>`.
    package let seal: @Sendable ([UInt8]) -> String
    package let digestKeyID: String
    /// The texts of Compose's labels `project.config_files` and `project.working_dir`.
    package let configFiles: String
    package let workingDirectory: String
    /// What Compose's own plugin calls the hash of each service; empty where there is no plugin.
    package let serviceHashes: [String: String]
    /// The plugin's version, for Compose's label; `nil` leaves the label out.
    package let composeVersion: String?
    /// The bytes of an absolute path; `nil` where there is no readable regular file.
    package let read: @Sendable (_ path: String) -> [UInt8]?
    /// What the Engine speaks; `nil` where it is not known, and then nothing is refused for being too new.
    package let apiVersion: APIVersion?

    package init(
        seal: @escaping @Sendable ([UInt8]) -> String,
        digestKeyID: String,
        configFiles: String,
        workingDirectory: String,
        serviceHashes: [String: String] = [:],
        composeVersion: String? = nil,
        read: @escaping @Sendable (_ path: String) -> [UInt8]?,
        apiVersion: APIVersion? = nil
    ) {
        self.seal = seal
        self.digestKeyID = digestKeyID
        self.configFiles = configFiles
        self.workingDirectory = workingDirectory
        self.serviceHashes = serviceHashes
        self.composeVersion = composeVersion
        self.read = read
        self.apiVersion = apiVersion
    }
}

/// A version of the Engine's API, `1.41`.
package struct APIVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// `nil` for what is no version.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let major = parts[0], let minor = parts[1] else { return nil }
        self.init(major, minor)
    }

    package var description: String { "\(major).\(minor)" }

    package static func < (lhs: APIVersion, rhs: APIVersion) -> Bool {
        (lhs.major, lhs.minor) < (rhs.major, rhs.minor)
    }
}
