import Domain
import Files
import Subprocess
import SystemPackage

/// Which files everybody has, or will have, who has the repository: git tracks them, or would add them. What git ignores
/// may be a secret of the host.
struct GitFiles: Sendable {
    /// Paths as they were asked for.
    private let paths: Set<String>

    static let none = GitFiles(paths: [])

    func contains(_ path: String) -> Bool { paths.contains(path) }

    /// Asks git once. Outside a repository, and without git, nobody else has any file.
    ///
    /// `files`: what each is called, and the path below `root` where it is.
    static func among(_ files: [(name: String, path: String)], root: String, _ environment: Environment) async
        -> GitFiles
    {
        let inside = files.compactMap { file in below(root, file.path).map { (name: file.name, path: $0) } }
        guard !inside.isEmpty, let git = executable(environment) else { return .none }
        let known = await listed(inside.map(\.path), root, git, environment)
        return GitFiles(paths: Set(inside.filter { known.contains($0.path) }.map(\.name)))
    }

    /// The path below the root; `nil` outside it, and where a link leads elsewhere: git tracks the link, not what it
    /// leads to.
    private static func below(_ root: String, _ path: String) -> String? {
        guard let folder = try? Paths.realDirectory(Paths.parent(of: path)), let real = try? Paths.realDirectory(root),
            FileKind.of(path) == .regular
        else { return nil }
        let below = Paths.relative(path, to: root)
        let resolved = Paths.relative(Paths.join(folder, Paths.lastComponent(of: path)), to: real)
        return below == resolved ? below : nil
    }

    private static func executable(_ environment: Environment) -> String? {
        let folders = (environment.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.lazy.map { Paths.join(String($0), "git") }.first {
            Paths.isAbsolute($0) && FileKind.of($0, followingLinks: true) == .regular && Paths.isExecutable($0)
        }
    }

    /// A list runs no hook of the repository, once its file monitor is off; so it does not matter whose it is.
    private static let arguments = [
        "-c", "core.fsmonitor=false", "-c", "safe.directory=*", "--literal-pathspecs", "ls-files", "-z", "-t",
        "--cached",
        "--others", "--exclude-standard", "--",
    ]

    private static func listed(
        _ paths: [String],
        _ root: String,
        _ git: String,
        _ environment: Environment
    ) async -> Set<String> {
        // A variable of git's would have it look at another repository.
        let variables = environment.variables.filter { !$0.key.utf8.starts(with: "GIT_".utf8) }
            .map { (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try? await Subprocess.run(
            .path(FilePath(git)),
            arguments: Arguments(["-C", root] + arguments + paths),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            output: .bytes(limit: 4 << 20),
            error: .discarded
        )
        guard let result, result.terminationStatus.isSuccess else { return [] }
        let lines = result.standardOutput.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        // `S`: git was told not to look at the file, which then holds what this host wants.
        return Set(lines.filter { !$0.utf8.starts(with: "S ".utf8) }.map { String($0.dropFirst(2)) })
    }
}
