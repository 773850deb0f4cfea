/// A version of the Engine's API, `1.41`.
package struct EngineVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int

    /// Docker 20.10, the oldest that we speak.
    package static let oldest = EngineVersion(major: 1, minor: 41)
    /// Docker 27, the newest whose answers we know.
    package static let newest = EngineVersion(major: 1, minor: 47)

    package init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `MAJOR.MINOR`; `nil` for anything else.
    package init?(parsing text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy {
            (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
        }
        guard parts.count == 2, isPlain, let major = Int(parts[0]), let minor = Int(parts[1]) else { return nil }
        self.init(major: major, minor: minor)
    }

    package static func < (lhs: EngineVersion, rhs: EngineVersion) -> Bool {
        (lhs.major, lhs.minor) < (rhs.major, rhs.minor)
    }

    package var description: String { "\(major).\(minor)" }
}

extension EngineTransport {
    /// Asks `/_ping`, and takes the newest version that both sides speak.
    ///
    /// - Throws: `notAnEngine` where the answer bears no version, `unsupportedVersion` below ``EngineVersion/oldest``.
    func negotiatedVersion() async throws(EngineFault) -> EngineVersion {
        let ping = EngineRequest(.get, EnginePath("/_ping"), deadline: limits.readDeadline)
        let answer = try await RetryPolicy.standard.run(within: limits.readDeadline) { deadline throws(EngineFault) in
            try await send(ping.with(deadline: deadline), below: "")
        }
        guard let text = answer.apiVersion else {
            throw .notAnEngine(why: "its answer to GET /_ping bears no Api-Version")
        }
        guard let theirs = EngineVersion(parsing: text) else {
            throw .notAnEngine(why: "its Api-Version is no version")
        }
        guard theirs >= .oldest else { throw .unsupportedVersion(theirs: theirs.description) }
        return min(theirs, .newest)
    }
}
