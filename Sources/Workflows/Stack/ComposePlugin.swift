import Compose
import Domain
import Execution
import Files
import JSON
import Subprocess
import SystemPackage

/// The installed Compose plugin, asked for its own hashes of services so that `docker compose up` recreates nothing that
/// we made. Where there is none, or it cannot read the files, the label is left out; we never compute it ourselves.
struct ComposePlugin: Sendable {
    private let executable: String
    private let environment: Environment

    /// `nil` where no plugin is installed.
    static func find(_ environment: Environment) -> ComposePlugin? {
        let home = environment.variable("DOCKER_CONFIG") ?? environment.variable("HOME").map { "\($0)/.docker" }
        let folders = [home.map { "\($0)/cli-plugins" }].compactMap(\.self) + ComposePlugin.systemFolders
        let files = folders.map { "\($0)/docker-compose" }
        return files.first { FileKind.of($0, followingLinks: true) == .regular }.map {
            ComposePlugin(executable: $0, environment: environment)
        }
    }

    /// The folders in which docker's command line looks for plugins.
    private static let systemFolders = [
        "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins", "/usr/lib/docker/cli-plugins",
        "/usr/libexec/docker/cli-plugins",
    ]

    /// The hash of every service of the files, by name; empty where the plugin gives none.
    func hashes(of files: StackFiles) async throws -> [String: String] {
        try await hashes(files.composeArguments, input: [])
    }

    /// The same of one model that is already complete, as JSON.
    func hashes(ofModel json: JSON, project: String) async throws -> [String: String] {
        try await hashes(["--project-name", project, "--file", "-"], input: json.bytes(.compact))
    }

    private func hashes(_ source: [String], input: [UInt8]) async throws -> [String: String] {
        let command = ["config", "--no-consistency", "--hash", "*"]
        guard let output = try await output(of: source + command, input: input) else { return [:] }
        let lines = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        return Dictionary(firstWins: lines.filter { $0.count == 2 }.map { ($0[0], $0[1]) })
    }

    /// What goes into `com.docker.compose.version`.
    func version() async throws -> String? {
        try await output(of: ["version", "--short"], input: []).map { String($0.prefix { !$0.isNewline }) }
    }

    private static let deadline: Duration = .seconds(30)

    /// Standard output; `nil` where it fails or takes too long.
    private func output(of arguments: [String], input: [UInt8]) async throws -> String? {
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask { try await run(arguments, input: input) }
            group.addTask {
                try await environment.pause(ComposePlugin.deadline)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private func run(_ arguments: [String], input: [UInt8]) async throws -> String? {
        let variables = environment.variables.map { (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value) }
        do {
            let result = try await Subprocess.run(
                .path(FilePath(executable)),
                arguments: Arguments(arguments),
                environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
                input: .array(input),
                output: .bytes(limit: 1 << 20),
                error: .discarded
            )
            guard result.terminationStatus.isSuccess else { return nil }
            return String(decoding: result.standardOutput, as: UTF8.self)
        } catch is SubprocessError {
            return nil
        }
    }
}

/// What the installed plugin says of what an apply creates for one stack.
actor ComposeLabels {
    private let plugin: ComposePlugin
    private let files: StackFiles
    private let model: ComposeProjectModel
    /// Container names by service.
    private let containers: [String: String]
    /// Asked once.
    private var facts: Task<BuiltStack.PluginFacts?, any Error>?

    private init(_ plugin: ComposePlugin, _ files: StackFiles, _ model: ComposeProjectModel, _ desired: DesiredStack) {
        self.plugin = plugin
        self.files = files
        self.model = model
        containers = Dictionary(firstWins: desired.containers.map { ($0.service, $0.name) })
    }

    /// By Compose project; none where there is no plugin.
    static func all(_ project: Project, _ environment: Environment) -> [String: ComposeLabels] {
        guard let plugin = ComposePlugin.find(environment) else { return [:] }
        let stacks = Dictionary(firstWins: project.desired.map { ($0.project, $0) })
        let pairs = project.readings.compactMap { reading -> (String, ComposeLabels)? in
            guard let model = reading.model, let desired = stacks[model.name] else { return nil }
            return (model.name, ComposeLabels(plugin, reading.files, model, desired))
        }
        return Dictionary(firstWins: pairs)
    }

    /// `service`: `nil` for a network or volume. Without a hash `docker compose up` recreates the container once.
    func facts(of service: String?, _ ids: [String: String]) async -> ComposeFacts {
        guard let known = await known() else { return .none }
        guard let service else { return ComposeFacts(version: known.version, hash: nil) }
        let hash = ids.isEmpty ? known.hashes[service] : await hash(of: service, ids)
        return ComposeFacts(version: hash == nil ? nil : known.version, hash: hash)
    }

    private func known() async -> BuiltStack.PluginFacts? {
        let task = facts ?? Task { [plugin, files] in try await BuiltStack.PluginFacts.ask(plugin, files) }
        facts = task
        return try? await task.value
    }

    /// The hash of a service that shares another's namespaces or volumes. Like Compose, it is computed with the other
    /// container's ID in place of the service's name.
    private func hash(of service: String, _ ids: [String: String]) async -> String? {
        guard let value = model.root["services"]?[service]?.jsonForCompose.members else { return nil }
        let resolved = value.map { JSON.Member($0.key, self.value($0, ids)) }
        let others = ["networks", "volumes", "configs", "secrets"].compactMap { key in
            model.root[key].map { JSON.Member(key, $0.jsonForCompose) }
        }
        let file = JSON.object([.init("services", .object([.init(service, .object(resolved))]))] + others)
        return try? await plugin.hashes(ofModel: file, project: model.name)[service]
    }

    private func value(_ member: JSON.Member, _ ids: [String: String]) -> JSON {
        switch member.key {
        case "network_mode", "ipc", "pid":
            let id = member.value.string.flatMap { self.id(of: $0, after: "service:", ids) }
            return id.map { .string("container:\($0)") } ?? member.value
        case "volumes_from":
            // Compose loses the mode of a service here, and hashes what is left.
            return .array(
                (member.value.array ?? []).map { source in
                    let name = source.string?.split(separator: ":").first.map(String.init) ?? ""
                    return containers[name].flatMap { ids[$0] }.map { .string($0) } ?? source
                }
            )
        default: return member.value
        }
    }

    private func id(of mode: String, after prefix: String, _ ids: [String: String]) -> String? {
        mode.text(after: prefix).flatMap { containers[$0] }.flatMap { ids[$0] }
    }
}
