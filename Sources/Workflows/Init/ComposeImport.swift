internal import Compose
internal import Domain
internal import Files
internal import Inventory
internal import Stack

/// Reads one Compose file for a first SSOT (`init --from-compose`).
struct ComposeImport {
    let environment: Environment
    let root: String

    /// `file`: as typed.
    /// - Throws: `Failure` 66 where it cannot be read, 65 with every fault of the file.
    func entries(_ file: String) throws -> FirstEntries {
        let path = Paths.normalized(Paths.join(environment.workingDirectory, file))
        _ = try Project.read(path, limit: Project.stackLimit)
        let shown = Paths.relative(path, to: root) ?? path
        let reading = ComposeLoader.load(request(path, shown))
        guard let model = reading.model else { throw Failure(.invalidInput, reading.diagnostics) }
        let key = try DigestKey.passing(environment)
        let built = StackBuilder.build(
            model,
            StackContext(
                seal: { key.digest(of: $0) },
                digestKeyID: key.id,
                configFiles: path,
                workingDirectory: Paths.parent(of: path),
                serviceHashes: [:],
                composeVersion: nil,
                read: readFile
            )
        )
        guard let desired = built.stack else { throw Failure(.invalidInput, built.diagnostics) }
        return FirstEntries(desired, file: shown)
    }

    private func request(_ path: String, _ shown: String) -> ComposeRequest {
        ComposeRequest(
            files: [.init(path: path, shown: shown)],
            directory: Paths.parent(of: path),
            environment: environment.variables,
            read: readFile
        )
    }

    /// A file that is not there is for whoever named it to report.
    private var readFile: @Sendable (String) -> [UInt8]? {
        { try? FileReading.read($0, limit: Project.stackLimit, followingLinks: true) }
    }
}
