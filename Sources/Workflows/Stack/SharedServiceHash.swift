internal import Compose
internal import Domain

/// Compose's own hash of a service that shares another's namespaces or volumes: taken, as Compose takes it, once the other
/// container's ID stands in the place of its service.
struct SharedServiceHash: Sendable {
    private let plugin: ComposePlugin
    private let model: ComposeProjectModel
    /// Container names by service.
    private let containers: [String: String]

    /// `nil` where there is no plugin or no stack.
    init?(_ project: Project, _ environment: Environment) {
        guard let plugin = ComposePlugin.find(environment), let model = project.stackReading?.model,
            let desired = project.built?.desired
        else { return nil }
        self.plugin = plugin
        self.model = model
        let names = desired.containers.map { ($0.service, $0.name) }
        containers = Dictionary(names, uniquingKeysWith: { first, _ in first })
    }

    /// Empty where the plugin says nothing: Compose then makes that container anew, once.
    func hash(of service: String, _ ids: [String: String]) async -> String {
        guard let value = model.root["services"]?[service]?.jsonForCompose.members else { return "" }
        let resolved = value.map { JSON.Member($0.key, self.value($0, ids)) }
        let others = ["networks", "volumes", "configs", "secrets"].compactMap { key in
            model.root[key].map { JSON.Member(key, $0.jsonForCompose) }
        }
        let file = JSON.object([.init("services", .object([.init(service, .object(resolved))]))] + others)
        let hashes = try? await plugin.hashes(ofModel: file, project: model.name)
        return hashes?[service] ?? ""
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
