import Compose
import Domain
import Files
import SSOT
import Stack

/// Where the stack's files are on this machine, and where they are on the host.
///
/// Relative binds and Compose's labels must name the host's paths, whatever checkout is planned from; so every path below
/// is one of the host, and only reading goes to this checkout.
struct StackFiles: Sendable {
    let composeFiles: [Located<String>]
    private let envFiles: [Located<String>]
    private let profiles: [String]
    private let projectName: String?
    /// The root of this checkout.
    private let root: String
    /// The host's project, as its snapshot tells it; `nil` on the host itself.
    private let host: HostProject?
    /// What the SSOT calls the directory of the stack; the host's root where it does not say.
    private let base: String
    private let isHere: Bool
    private let environment: Environment

    /// `nil` where the section names no Compose file.
    init?(_ stack: StackSection, root: String, host: HostProject? = nil, _ environment: Environment) {
        guard !stack.composeFiles.isEmpty else { return nil }
        composeFiles = stack.composeFiles
        envFiles = stack.envFiles
        profiles = stack.profiles.map(\.value)
        projectName = stack.project?.value
        self.root = root
        self.host = host
        let home = host.map(\.home) ?? environment.variable("HOME")
        let directory = (stack.workingDirectory ?? stack.repoRoot).map { Paths.expanded($0.value, home: home) }
        base = Paths.normalized(Paths.join(host?.root ?? root, directory ?? ""))
        isHere = host == nil && FileKind.of(base, followingLinks: true) == .directory
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
            environment: variables,
            read: { read($0) ?? envFileOfHost($0) }
        )
    }

    /// The files as the Compose plugin on this machine would be given them.
    var composeArguments: [String] {
        let named = { (flag: String, file: Located<String>) in [flag, here(path(file)) ?? path(file)] }
        let files = composeFiles.flatMap { named("--file", $0) } + envFiles.flatMap { named("--env-file", $0) }
        let project = projectName.map { ["--project-name", $0] } ?? []
        return files + profiles.flatMap { ["--profile", $0] } + ["--project-directory", directory] + project
    }

    /// Warnings for named Compose files that cannot be read.
    var missing: [Diagnostic] {
        composeFiles.compactMap { name in
            do throws(FileFault) {
                let path = here(path(name)) ?? path(name)
                _ = try FileReading.read(path, limit: Project.stackLimit, followingLinks: true)
                return nil
            } catch {
                return StackFiles.warning(name, error)
            }
        }
    }

    /// How messages and plan files name a path: below the root where it lies there.
    func shown(_ path: String) -> String {
        let path = here(path) ?? path
        return Paths.relative(path, to: root) ?? path
    }

    /// Of these files of the host, those that everybody has who has the repository.
    func known(among paths: [String]) async -> GitFiles {
        let files = paths.compactMap { path in here(path).map { (name: path, path: $0) } }
        return await GitFiles.among(files, root: root, environment)
    }

    /// What a mounted file of the host holds. A file that is not part of the repository is read on the host alone.
    func content(of path: String, _ known: GitFiles) -> FileContent? {
        if let bytes = read(path) { return known.contains(path) ? .shared(bytes) : .own(bytes) }
        return host?.ownFiles.contains { $0.hasSameBytes(as: path) } ?? false ? .unknown : nil
    }

    private func path(_ name: Located<String>) -> String { Paths.normalized(Paths.join(base, name.value)) }

    /// Where a path of the host is on this machine; `nil` where it is not.
    private func here(_ path: String) -> String? {
        if let host, let below = Paths.relative(path, to: host.root) {
            return Paths.normalized(Paths.join(root, below))
        }
        if !isHere, let below = Paths.relative(path, to: base) { return Paths.normalized(Paths.join(root, below)) }
        return host == nil || host?.root == root ? path : nil
    }

    /// The bytes of one of the stack's files, or of what it mounts; `nil` where there is no readable regular file.
    private func read(_ path: String) -> [UInt8]? {
        // Whatever keeps it from being read, whoever asked says so with the place of its name.
        here(path).flatMap { try? FileReading.read($0, limit: Project.stackLimit, followingLinks: true) }
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

// What only the host has stands as a placeholder.
extension StackFiles {
    /// The names of variables that have a value on the host and none here, sorted.
    var unsetVariables: [String] {
        let absent = (host?.envFiles ?? []).filter { read($0.path) == nil }
        let names = Set((host?.variables ?? []) + absent.flatMap(\.variables))
        return names.filter { !["HOME", "PWD"].contains($0) && environment.variables[$0] == nil }.sortedByBytes()
    }

    /// On the host, those of the process. Elsewhere those of them that the host has too, its home, and placeholders.
    /// `PWD` is the project's directory, wherever the program was started.
    private var variables: [String: String] {
        guard let host else { return environment.variables.merging(["PWD": directory]) { $1 } }
        let names = Set(host.variables + host.envFiles.flatMap(\.variables))
        let own = environment.variables.filter { names.contains($0.key) }
        let unset = host.variables.map { ($0, UnsetVariables.placeholder($0)) }
        let known = ["PWD": directory].merging(host.home.map { ["HOME": $0] } ?? [:]) { $1 }
        return own.merging(unset) { own, _ in own }.merging(known) { $1 }
    }

    /// An env file of the host that is not in the repository.
    private func envFileOfHost(_ path: String) -> [UInt8]? {
        host?.envFiles.first { $0.path.hasSameBytes(as: path) }.map { file in
            file.variables.flatMap { Array("\($0)='\(UnsetVariables.placeholder($0))'\n".utf8) }
        }
    }
}
