import Domain

extension DocumentReader {
    /// The environment that the root key names; an error where the key is none.
    func rootEnvironment() -> String? {
        if let name = EnvironmentName.inRootKey(rootKey.value) { return name }
        faults.error(
            .ssotUnknownKey,
            "The root key `\(Legibility.printable(rootKey.value))` is not of the form `docker_<env>_ssot`.",
            fix: "Name it after the environment: `docker_staging_ssot`. An environment is lower-case letters, digits, "
                + "`_` and `-`.",
            at: rootKey.position
        )
        return nil
    }

    /// The environment's name: `env`, else the root key's.
    func environment(_ fields: Fields<RootKey>, _ ofRootKey: String?) -> Located<String>? {
        guard fields[.env] != nil else { return ofRootKey.map { Located($0, at: rootKey.position) } }
        guard let written = fields.name(.env) else { return nil }
        guard EnvironmentName.isValid(written.value) else {
            faults.error(
                .ssotValue,
                "`env` is `\(Legibility.printable(written.value))`, which is no name of an environment.",
                fix: "Use lower-case letters, digits, `_` and `-`.",
                at: written.position
            )
            return nil
        }
        return written
    }
}

/// The name of an environment: `[a-z0-9_-]+`.
package enum EnvironmentName {
    package static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "_"), UInt8(ascii: "-"): true
                default: false
                }
            }
    }

    /// The middle of `docker_<env>_ssot`; `nil` for any other key.
    static func inRootKey(_ key: String) -> String? { middle(of: key, between: "docker_", and: "_ssot") }

    /// The middle of `DOCKER_<ENV>_SSOT.yaml` in lower case; `nil` for a file of any other name, which says nothing.
    package static func inFileName(_ path: String) -> String? {
        let file = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        return middle(of: file, between: "docker_", and: "_ssot.yaml")
            ?? middle(of: file, between: "docker_", and: "_ssot.yml")
    }

    /// Whether two spellings mean one environment: case is ignored, and `-` equals `_`.
    static func agree(_ left: String, _ right: String) -> Bool {
        Glob(left).isLiteral && Glob(left).matchesGenerously(right)
    }

    private static func middle(of text: String, between prefix: String, and suffix: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count > prefix.utf8.count + suffix.utf8.count else { return nil }
        guard bytes.starts(with: prefix.utf8), bytes.reversed().starts(with: suffix.utf8.reversed()) else { return nil }
        let name = String(decoding: bytes.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count), as: UTF8.self)
        return isValid(name) ? name : nil
    }
}
