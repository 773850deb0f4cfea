import Classification
import Compose
import DockerEngine
import Domain
import Files
import Inventory
import SSOT
import Schemas
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
        let schema = SchemaFile(root: root)
        if let found = existing() {
            inventory.note(found, wasCreated: false)
            if schema.isNamed(by: found) { try schema.ensure(&inventory) }
            return found
        }
        let env = try env(request)
        let path = named() ?? Paths.join(root, "infra/docker/DOCKER_\(env.uppercased())_SSOT.yaml")
        let text = FirstText(env: env, try await entries(request), schema: schema.reference(from: path)).text
        try inventory.ensure(path, text, mode: 0o644)
        if schema.reference(from: path) != nil { try schema.ensure(&inventory) }
        return path
    }

    /// As asked, else as the file's name says.
    private func env(_ request: InitWorkflow.Request) throws -> String {
        let env = request.env ?? named().flatMap(EnvironmentName.inFileName) ?? FirstSSOT.defaultEnv
        guard EnvironmentName.isValid(env) else {
            let summary = "'\(env)' is no name of an environment"
            throw Failure(.usage, Diagnostic(.usage, summary, fix: "Use lower-case letters, digits, `_` and `-`."))
        }
        return env
    }

    static let defaultEnv = "staging"

    private func entries(_ request: InitWorkflow.Request) async throws -> FirstEntries {
        if let file = request.composeFile {
            return try ComposeImport(environment: environment, root: root).entries(file)
        }
        return request.fromHost ? FirstEntries(try await observed()) : FirstEntries()
    }

    private func named() -> String? {
        (options.file ?? environment.variable("RECONCILE_FILE")).map { Paths.join(environment.workingDirectory, $0) }
    }

    private func existing() -> String? {
        if let named = named() { return FileKind.of(named, followingLinks: true) == nil ? nil : named }
        let folder = Paths.join(root, "infra/docker")
        let names = (try? Directories.names(in: folder, limit: 4_096)) ?? []
        let first = names.sortedByBytes().first { $0.hasByteSuffix("_SSOT.yaml") || $0.hasByteSuffix("_SSOT.yml") }
        return first.map { Paths.join(folder, $0) }
    }

    /// The host under the protection that holds without an SSOT: the floor's and the host's guard's.
    private func observed() async throws -> ClassifiedHost {
        let key = try DigestKey.passing(environment)
        let guardRules = try GuardRules.read(options, environment, hostGuard: true)
        let host = try await EngineSession.open(options, environment, project: nil) { session in
            do {
                return try await session.observer(key).observe(at: environment.now(), inspecting: .all)
            } catch {
                throw session.failure(error)
            }
        }
        return Classifier(policy: .withoutSSOT(guardRules), memory: .none).classify(host)
    }
}

/// The schema that an editor checks the SSOT with, in the user's own repository.
struct SchemaFile {
    let root: String

    private static let name = "infra/schema/ssot.schema.json"

    /// The schema's path as seen from a file; `nil` for a file outside the root.
    func reference(from file: String) -> String? {
        guard let below = Paths.relative(Paths.normalized(file), to: root) else { return nil }
        let folders = below.split(separator: "/").dropLast()
        let names = SchemaFile.name.split(separator: "/")
        let shared = zip(folders, names).prefix { $0 == $1 }.count
        return String(repeating: "../", count: folders.count - shared) + names.dropFirst(shared).joined(separator: "/")
    }

    /// Whether the file's modeline names it.
    func isNamed(by file: String) -> Bool {
        guard let reference = reference(from: file) else { return false }
        let text = (try? Project.read(file, limit: Project.ssotLimit)).map { String(decoding: $0, as: UTF8.self) }
        let lines = text?.split(separator: "\n").prefix(SchemaFile.modelineLimit) ?? []
        return lines.contains { String($0).hasByteSuffix("$schema=\(reference)") }
    }

    /// Editors look for a modeline in the first lines only.
    private static let modelineLimit = 10

    func ensure(_ inventory: inout InitInventory) throws {
        try inventory.ensure(Paths.join(root, SchemaFile.name), Schemas.ssot, mode: 0o644)
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
