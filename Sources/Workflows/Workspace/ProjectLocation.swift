import Domain
import Files

/// Where the repository and its SSOT are.
struct ProjectLocation {
    /// Absolute, without a trailing slash.
    let root: String
    let ssot: String

    /// The SSOT's path as it is printed and stored: below the root.
    var ssotName: String { Paths.relative(ssot, to: root) ?? ssot }

    static func locate(_ options: Options, _ environment: Environment) throws -> ProjectLocation {
        let start = try start(options, environment)
        let named = options.file ?? environment.variable("RECONCILE_FILE")
        let ssot = try named.map { Paths.join(start, $0) } ?? onlySSOT(below: start)
        let root = options.directory == nil ? root(holding: ssot) ?? start : start
        return ProjectLocation(root: root, ssot: Paths.normalized(ssot))
    }

    /// Where relative paths start from: `-C`, else the current directory.
    static func start(_ options: Options, _ environment: Environment) throws -> String {
        guard let directory = options.directory else { return environment.workingDirectory }
        do {
            return try Paths.realDirectory(Paths.join(environment.workingDirectory, directory))
        } catch {
            throw Failure(error.exitCodeForReading, error.diagnostic(.fileUnreadable))
        }
    }

    /// The nearest parent of a file that holds `.git` or `infra/`.
    static func root(holding file: String) -> String? {
        var directory = Paths.parent(of: Paths.normalized(file))
        while true {
            let marks = [".git", "infra"].contains {
                FileKind.of(Paths.join(directory, $0), followingLinks: true) != nil
            }
            if marks { return directory }
            guard directory != "/" else { return nil }
            directory = Paths.parent(of: directory)
        }
    }

    /// The only `infra/docker/*_SSOT.yaml` of the directory or the nearest parent that has one.
    private static func onlySSOT(below start: String) throws -> String {
        let root = root(holding: Paths.join(start, "x")) ?? start
        let folder = Paths.join(root, "infra/docker")
        let names = (try? Directories.names(in: folder, limit: 4_096)) ?? []
        let found = names.filter { $0.hasByteSuffix("_SSOT.yaml") || $0.hasByteSuffix("_SSOT.yml") }.sortedByBytes()
        guard let only = found.first, found.count == 1 else { throw noSingleSSOT(folder, found) }
        return Paths.join(folder, only)
    }

    private static func noSingleSSOT(_ folder: String, _ found: [String]) -> Failure {
        let summary = found.isEmpty ? "There is no SSOT in \(folder)" : "There is more than one SSOT in \(folder)"
        let fix = found.isEmpty ? "Run 'reconcile init', or name one with -f FILE." : "Name one with -f FILE."
        return Failure(
            .inputMissing,
            Diagnostic(.ssotUnreadable, summary, detail: found.joined(separator: ", "), fix: fix)
        )
    }
}
