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

    /// Neither a list nor attributes run a hook of the repository, once its file monitor is off; so it does not matter
    /// whose it is.
    private static let options = ["-c", "core.fsmonitor=false", "-c", "safe.directory=*", "--literal-pathspecs"]

    private static func listed(
        _ paths: [String],
        _ root: String,
        _ git: String,
        _ environment: Environment
    ) async -> Set<String> {
        let list = ["ls-files", "-z", "-v", "--cached", "--others", "--exclude-standard", "--"]
        // What a filter rewrites, git holds otherwise than it lies here: encrypted, for example.
        guard let files = await output(git, root, list + paths, environment),
            let attributes = await output(git, root, ["check-attr", "-z", "filter", "--"] + paths, environment)
        else { return [] }
        // `H`: tracked; `?`: would be added. Others are marked as files that git is not to look at.
        let known = files.filter { $0.hasBytePrefix("H ") || $0.hasBytePrefix("? ") }.map { String($0.dropFirst(2)) }
        let filtered = stride(from: 0, to: attributes.count - 2, by: 3).filter { index in
            !["unspecified", "unset"].contains(attributes[index + 2])
        }.map { attributes[$0] }
        return Set(known).subtracting(filtered)
    }

    /// What git prints, at each zero; `nil` where it fails.
    private static func output(
        _ git: String,
        _ root: String,
        _ arguments: [String],
        _ environment: Environment
    ) async -> [String]? {
        // A variable of git's would have it look at another repository.
        let variables = environment.variables.filter { !$0.key.utf8.starts(with: "GIT_".utf8) }
            .map { (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value) }
        let result = try? await Subprocess.run(
            .path(FilePath(git)),
            arguments: Arguments(["-C", root] + options + arguments),
            environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
            output: .bytes(limit: 4 << 20),
            error: .discarded
        )
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
