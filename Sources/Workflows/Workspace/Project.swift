package import Domain
internal import Files
internal import PlanFile
package import SSOT

/// A repository with a valid SSOT, read once.
package struct Project: Sendable {
    package let root: String
    /// The SSOT's path below the root.
    package let ssotName: String
    package let document: SSOTDocument
    package let policy: Policy
    /// Findings that do not stop a command.
    package let warnings: [Diagnostic]
    /// The SSOT by path and SHA-256 of the very bytes that were parsed.
    package let ssot: Plan.PinnedFile
    /// The stack's files that are there.
    package let stack: [Plan.PinnedFile]
    /// The guard file's rules, which are part of `policy` already.
    package let guardRules: [ProtectionRule]

    static let ssotLimit = 4 << 20
    static let stackLimit = 16 << 20
    package static let hostGuardFile = "/etc/reconcile/guard.yaml"
}

extension Project {
    /// Reads SSOT, guard files and stack.
    ///
    /// - Throws: `Failure` with every fault of the SSOT (65), or where it cannot be read (66, 77).
    package static func load(_ options: Options, _ environment: Environment) throws -> Project {
        let location = try ProjectLocation.locate(options, environment)
        return try load(location, options, environment, guardRules: nil)
    }

    /// `guardRules`: those of a snapshot; `nil` reads this host's own.
    static func load(
        _ location: ProjectLocation,
        _ options: Options,
        _ environment: Environment,
        guardRules: [ProtectionRule]?
    ) throws -> Project {
        let bytes = try read(location.ssot, limit: ssotLimit)
        let reading = SSOTReader.read(bytes, file: location.ssotName)
        guard let document = reading.document else { throw Failure(.invalidInput, reading.diagnostics) }
        let rules = try (guardRules ?? []) + GuardRules.read(options, environment, hostGuard: guardRules == nil)
        let stack = StackFiles.read(document, root: location.root)
        return Project(
            root: location.root,
            ssotName: location.ssotName,
            document: document,
            policy: document.policy(guardRules: rules),
            warnings: reading.diagnostics + stack.warnings,
            ssot: Plan.PinnedFile(path: location.ssotName, sha256: PlanDigest.fileHash(of: bytes)),
            stack: stack.files,
            guardRules: rules
        )
    }

    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        do throws(FileFault) {
            return try FileReading.read(path, limit: limit, followingLinks: true)
        } catch {
            throw Failure(error.exitCodeForReading, error.diagnostic(.fileUnreadable))
        }
    }

    /// A path of the SSOT: below the root unless absolute.
    func path(_ name: String) -> String { Paths.join(root, name) }
}
