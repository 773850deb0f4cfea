internal import Classification
internal import DockerEngine
internal import Domain
internal import Files
internal import Inventory

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
