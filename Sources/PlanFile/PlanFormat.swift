import Domain

/// The version that stands in a plan file's `format`.
///
/// A minor version adds keys, a major version changes meanings. Since a file must equal what we would write, a file of
/// any other minor version cannot be read either; the two are told apart only to say what to do.
enum PlanFormat {
    static let major = 2
    static let minor = 0

    static var current: String { "\(prefix)\(major).\(minor)" }

    /// Throws unless `format` is ours. It comes before all other keys, which depend on it.
    static func check(_ root: JSON) throws(PlanFileFault) {
        guard let version = version(root["format"]?.string) else { throw .foreignFormat }
        guard version.major == major else { throw .otherMajor(found: version.major) }
        guard version.minor == minor else { throw .otherMinor(found: version.minor) }
    }

    private static let prefix = "reconcile.plan/"

    private static func version(_ format: String?) -> (major: Int, minor: Int)? {
        guard let format, format.utf8.starts(with: prefix.utf8) else { return nil }
        let numbers = format.utf8.dropFirst(prefix.utf8.count)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard numbers.count == 2, let major = number(numbers[0]), let minor = number(numbers[1]) else { return nil }
        return (major, minor)
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard (1...6).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(Substring(digits))
    }
}
