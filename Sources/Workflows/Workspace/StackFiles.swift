import Compose
import Domain
import Files
import SSOT

/// Where the stack's files are on this machine, and where they say that they are.
///
/// Relative binds and Compose's labels must name the host's paths, whatever checkout is planned from; so every path below
/// is one below the SSOT's working directory, and only reading goes to the checkout where that directory is not here.
struct StackFiles: Sendable {
    let composeFiles: [Located<String>]
    private let envFiles: [Located<String>]
    private let profiles: [String]
    private let projectName: String?
    private let root: String
    /// What the SSOT calls the directory of the stack; the root where it does not say.
    private let base: String
    private let isHere: Bool
    private let environment: Environment

    /// `nil` where the SSOT names no Compose file.
    init?(_ document: SSOTDocument, root: String, _ environment: Environment) {
        guard let stack = document.stack, !stack.composeFiles.isEmpty else { return nil }
        composeFiles = stack.composeFiles
        envFiles = stack.envFiles
        profiles = stack.profiles.map(\.value)
        projectName = stack.project?.value
        self.root = root
        base = Paths.normalized((stack.workingDirectory ?? stack.repoRoot).map { Paths.join(root, $0.value) } ?? root)
        isHere = FileKind.of(base, followingLinks: true) == .directory
        self.environment = environment
    }

    /// What Compose calls the project directory: that of the first file.
    var directory: String { Paths.parent(of: path(composeFiles[0])) }

    /// The value of Compose's label `project.config_files`.
    var configFiles: String { composeFiles.map(path).joined(separator: ",") }

    var request: ComposeRequest {
        ComposeRequest(
            files: composeFiles.map { .init(path: path($0), shown: shown(path($0))) },
            directory: directory,
            projectName: projectName,
            profiles: profiles,
            envFiles: envFiles.map(path),
            environment: environment.variables,
            read: { read($0) }
        )
    }

    /// The files as the Compose plugin on this machine would be given them.
    var composeArguments: [String] {
        composeFiles.flatMap { ["--file", here(path($0))] } + envFiles.flatMap { ["--env-file", here(path($0))] }
            + profiles.flatMap { ["--profile", $0] } + ["--project-directory", directory]
            + (projectName.map { ["--project-name", $0] } ?? [])
    }

    /// The bytes of one of the stack's files, or of what it mounts; `nil` where there is no readable regular file.
    func read(_ path: String) -> [UInt8]? {
        // Whatever keeps it from being read, whoever asked says so with the place of its name.
        try? FileReading.read(here(path), limit: Project.stackLimit, followingLinks: true)
    }

    /// Warnings for named Compose files that cannot be read.
    var missing: [Diagnostic] {
        composeFiles.compactMap { name in
            do throws(FileFault) {
                _ = try FileReading.read(here(path(name)), limit: Project.stackLimit, followingLinks: true)
                return nil
            } catch {
                return StackFiles.warning(name, error)
            }
        }
    }

    /// How messages and plan files name a path: below the root where it lies there.
    func shown(_ path: String) -> String {
        let path = here(path)
        return Paths.relative(path, to: root) ?? path
    }

    private func path(_ name: Located<String>) -> String { Paths.normalized(Paths.join(base, name.value)) }

    private func here(_ path: String) -> String {
        guard !isHere, let below = Paths.relative(path, to: base) else { return path }
        return Paths.join(root, below)
    }

    private static func warning(_ name: Located<String>, _ fault: FileFault) -> Diagnostic {
        Diagnostic(
            .stackMissing,
            .warning,
            "The stack file \(name.value) cannot be read: \(fault.summary)",
            detail: "Until it can, allowed volumes and networks are expected by their plain and project names.",
            fix: "Put the file there, or correct its path.",
            position: name.position
        )
    }
}

/// The host's own protection rules: `/etc/reconcile/guard.yaml`, and what `--guard` adds.
enum GuardRules {
    static func read(_ options: Options, _ environment: Environment, hostGuard: Bool) throws -> [ProtectionRule] {
        let own = hostGuard ? try ownRules() : []
        let added = options.guardFiles.map { Paths.join(environment.workingDirectory, $0) }
        return try own + added.flatMap { try rules(try Project.read($0, limit: Project.ssotLimit), $0) }
    }

    /// Only a file that is not there means "no guard": one that cannot be read may protect anything.
    private static func ownRules() throws -> [ProtectionRule] {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try FileReading.read(Project.hostGuardFile, limit: Project.ssotLimit, followingLinks: true)
        } catch {
            if case .missing = error { return [] }
            throw Failure(error.exitCodeForReading, error.diagnostic(.guardFile))
        }
        return try rules(bytes, Project.hostGuardFile)
    }

    /// A guard file that cannot be understood protects nothing, so it stops everything.
    private static func rules(_ bytes: [UInt8], _ path: String) throws -> [ProtectionRule] {
        let reading = GuardFile.read(bytes, file: path)
        guard !reading.diagnostics.contains(where: { $0.severity == .error }) else {
            throw Failure(.configuration, reading.diagnostics)
        }
        return reading.rules
    }
}
