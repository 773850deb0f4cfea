import Crypto
package import Domain
import JSON

/// Plans as bytes and back. There is one spelling of every plan, and reading accepts no other.
package enum PlanFileCodec {
    /// The largest file that is read, in bytes.
    package static let maximumBytes = 16 * 1_024 * 1_024

    /// Writes the one spelling: two spaces, keys sorted, LF, a newline at the end.
    package static func write(_ content: PlanFileContent) -> [UInt8] {
        let file: JSON = [
            "format": .string(PlanFormat.current),
            "plan": content.plan.json,
            "issued": content.issued.json,
        ]
        return file.bytes(.pretty)
    }

    /// Reads a plan file strictly.
    ///
    /// The content is complete and consistent, and writing it again gives the very bytes: that rule alone refuses
    /// duplicate keys, odd numbers and trailing data, and the checks before it say more precisely what is wrong.
    /// Positions of limits are not in the file and come back as `nil`.
    ///
    /// - Throws: `PlanFileFault` for the first of these rules that the bytes break.
    package static func read(_ bytes: [UInt8]) throws(PlanFileFault) -> PlanFileContent {
        guard bytes.count <= maximumBytes else { throw .tooLarge(bytes: bytes.count) }
        try Spelling.refuseByteOrderMark(bytes)
        let root = try parse(bytes)
        try PlanFormat.check(root)
        let content = try content(of: root)
        try PlanConsistency(content.plan).check()
        try Spelling.compare(bytes, with: write(content))
        return content
    }

    private static func content(of root: JSON) throws(PlanFileFault) -> PlanFileContent {
        do throws(JSONShapeFault) {
            let file = try JSONReader(root).object(["format", "plan", "issued"])
            return PlanFileContent(plan: try Plan(file["plan"]), issued: try Issued(file["issued"]))
        } catch {
            throw .shape(error)
        }
    }

    private static func parse(_ bytes: [UInt8]) throws(PlanFileFault) -> JSON {
        do throws(JSONFault) {
            return try JSON.parse(bytes)
        } catch {
            let place = Spelling.place(of: error.offset, in: bytes)
            throw .notJSON(problem: error.problem, line: place.line, column: place.column)
        }
    }
}

/// The plan file's own objects, for other documents that show them.
package enum PlanJSON {
    /// The list under `plan.actions`, numbered from 1.
    package static func actions(of plan: Plan) -> JSON { plan.actionsJSON }

    package static func plan(_ plan: Plan) -> JSON { plan.json }

    package static func issued(_ issued: Issued) -> JSON { issued.json }

    /// One element of `plan.actions[].steps`.
    package static func step(_ step: Step) -> JSON { step.json }
}

/// The version that stands in a plan file's `format`.
///
/// A minor version adds keys, a major version changes meanings. Since a file must equal what we would write, a file of
/// any other minor version cannot be read either; the two are told apart only to say what to do.
enum PlanFormat {
    static let major = 2
    static let minor = 1

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

/// The two hashes of a plan: what it says, and which file it is.
package enum PlanDigest {
    /// The digest for comparison and reproduction, `sha256:<hex>`.
    ///
    /// It is the SHA-256 of the `plan` member alone as a document of its own: keys sorted, two spaces for each level
    /// counted from that member, LF, a newline at the end. `jq -S .plan FILE | sha256sum` prints the same.
    package static func digest(of plan: Plan) -> String { fileHash(of: plan.json.bytes(.pretty)) }

    /// The SHA-256 of a whole file, `sha256:<hex>`, by which a plan is used once.
    package static func fileHash(of bytes: [UInt8]) -> String {
        "sha256:" + SHA256.hash(data: bytes).hexadecimal
    }
}
