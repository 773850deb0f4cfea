package import Domain
import Files
import PlanFile
package import SSOT

/// A repository with a valid SSOT, read once.
package struct Project: Sendable {
    package let root: String
    /// The SSOT's path below the root.
    package let ssotName: String
    package let document: SSOTDocument
    package let policy: Policy
    /// What reading the SSOT found that does not stop a command.
    private let ssotWarnings: [Diagnostic]
    /// The SSOT by path and SHA-256 of the very bytes that were parsed.
    package let ssot: Plan.PinnedFile
    /// The stack's files that are there.
    package let stack: [Plan.PinnedFile]
    /// The guard file's rules, which are part of `policy` already.
    package let guardRules: [ProtectionRule]
    /// What the files of each stack say that names any, in the order of the SSOT.
    let readings: [StackReading]
    /// The stacks sealed under a digest key; none until ``sealed(for:)``, and none whose files are missing or broken.
    let built: [BuiltStack]

    static let ssotLimit = 4 << 20
    static let stackLimit = 16 << 20
    package static let hostGuardFile = "/etc/reconcile/guard.yaml"
}

extension Project {
    /// Findings that do not stop a command; a broken stack stops only what plans it.
    package var warnings: [Diagnostic] { ssotWarnings + stackFindings.map { $0.asWarning() } }

    /// Everything that was found in the stack's files, errors included.
    package var stackFindings: [Diagnostic] {
        readings.flatMap(\.diagnostics) + built.flatMap(\.diagnostics) + StackCollisions.diagnostics(desired)
    }

    /// Reads SSOT, guard files and stack.
    ///
    /// - Throws: `Failure` with every fault of the SSOT (65), or where it cannot be read (66, 77).
    package static func load(_ options: Options, _ environment: Environment) async throws -> Project {
        let location = try ProjectLocation.locate(options, environment)
        return try await load(location, options, environment)
    }

    /// `snapshot`: of the host, where this is not the host; its guard rules then are those of the plan.
    static func load(
        _ location: ProjectLocation,
        _ options: Options,
        _ environment: Environment,
        of snapshot: Snapshot? = nil
    ) async throws -> Project {
        let bytes = try read(location.ssot, limit: ssotLimit)
        let reading = SSOTReader.read(bytes, file: location.ssotName)
        guard let document = reading.document else { throw Failure(.invalidInput, reading.diagnostics) }
        let added = try GuardRules.read(options, environment, hostGuard: snapshot == nil)
        let rules = (snapshot?.guardRules ?? []) + added
        var readings: [StackReading] = []
        for section in document.stacks {
            let files = StackFiles(section, root: location.root, host: snapshot?.project, environment)
            if let files { readings.append(await StackReading.read(section.name.value, files)) }
        }
        return Project(
            root: location.root,
            ssotName: location.ssotName,
            document: document,
            policy: document.policy(guardRules: rules),
            ssotWarnings: reading.diagnostics,
            ssot: Plan.PinnedFile(path: location.ssotName, sha256: PlanDigest.fileHash(of: bytes)),
            stack: readings.pinned,
            guardRules: rules,
            readings: readings,
            built: []
        )
    }

    /// What the stacks want, as far as they were sealed and hold no error.
    var desired: [DesiredStack] { built.compactMap(\.desired) }

    /// The same project with its stacks sealed under a digest key for an Engine, and their names known to classification.
    func sealed(for target: BuiltStack.Target) -> Project {
        let isOnlyOne = readings.count == 1
        let built = readings.compactMap { reading in
            reading.model.map { BuiltStack(reading, $0, for: target, secretsNamedAlone: isOnlyOne) }
        }
        let known = Set(built.filter { $0.desired != nil }.map(\.name))
        let unread = document.stacks.filter { !known.contains($0.name.value) }.compactMap(\.projectName)
        return Project(
            root: root,
            ssotName: ssotName,
            document: document,
            policy: policy.reading(built.compactMap(\.desired), besides: unread),
            ssotWarnings: ssotWarnings,
            ssot: ssot,
            stack: stack,
            guardRules: guardRules,
            readings: readings,
            built: built
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

/// The global flags of the command line, as typed.
package struct Options: Sendable {
    /// `-f`: the SSOT.
    package var file: String?
    /// `-H`: the Engine's endpoint.
    package var host: String?
    /// `-c`: a docker context.
    package var context: String?
    /// `-C`: the repository root, and what relative paths start from.
    package var directory: String?
    /// `--state`: where ledger, keys and locks are.
    package var state: String?
    /// `--key`: what to sign with.
    package var key: String?
    /// `--guard`: further guard files; they only add protection.
    package var guardFiles: [String]
    /// `--no-input`: never ask.
    package var noInput: Bool

    package init(
        file: String? = nil,
        host: String? = nil,
        context: String? = nil,
        directory: String? = nil,
        state: String? = nil,
        key: String? = nil,
        guardFiles: [String] = [],
        noInput: Bool = false
    ) {
        self.file = file
        self.host = host
        self.context = context
        self.directory = directory
        self.state = state
        self.key = key
        self.guardFiles = guardFiles
        self.noInput = noInput
    }
}
