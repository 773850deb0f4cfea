import Classification
import Compose
import DockerEngine
import Domain
import Files
import Inventory
import Stack

/// Writes a first SSOT where there is none: a commented example, or one from what runs.
struct FirstSSOT {
    private let options: Options
    private let environment: Environment
    private let root: String

    init(_ options: Options, _ environment: Environment, root: String) {
        self.options = options
        self.environment = environment
        self.root = root
    }

    /// - Returns: The absolute path of the SSOT.
    func ensure(_ request: InitWorkflow.Request, _ inventory: inout InitInventory) async throws -> String {
        if let found = existing() {
            inventory.note(found, wasCreated: false)
            return found
        }
        let path = named() ?? Paths.join(root, "infra/docker/DOCKER_\(request.env.uppercased())_SSOT.yaml")
        try inventory.ensure(path, SSOTTemplate.text(env: request.env, try await entries(request)), mode: 0o644)
        return path
    }

    private func entries(_ request: InitWorkflow.Request) async throws -> FirstEntries {
        if let file = request.composeFile {
            return try ComposeImport(environment: environment, root: root).entries(file)
        }
        return request.fromHost ? try await FirstEntries(observed(), protection()) : FirstEntries()
    }

    private func named() -> String? {
        (options.file ?? environment.variable("RECONCILE_FILE")).map { Paths.join(environment.workingDirectory, $0) }
    }

    private func existing() -> String? {
        if let named = named() { return FileKind.of(named, followingLinks: true) == nil ? nil : named }
        let folder = Paths.join(root, "infra/docker")
        let names = (try? Directories.names(in: folder, limit: 4_096)) ?? []
        let first = names.first { $0.hasByteSuffix("_SSOT.yaml") || $0.hasByteSuffix("_SSOT.yml") }
        return first.map { Paths.join(folder, $0) }
    }

    /// The floor and the host's guard: the file that is to be written names no rule of its own yet.
    private func protection() throws -> DirectProtection {
        DirectProtection(
            rules: ProtectionRule.floor + (try GuardRules.read(options, environment, hostGuard: true))
        )
    }

    private func observed() async throws -> ObservedHost {
        let key = try DigestKey.passing(environment)
        return try await EngineSession.open(options, environment, project: nil) { session in
            try await session.observer(key).observe(at: environment.now(), inspecting: .none)
        }
    }
}

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
                digests: key.stackDigests,
                configFiles: path,
                workingDirectory: Paths.parent(of: path),
                content: { readFile($0).map(FileContent.own) }
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
