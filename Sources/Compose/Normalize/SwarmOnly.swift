import Domain

/// Keys that Compose reads and that do nothing outside Swarm: it warns, and so do we.
enum SwarmOnly {
    static func check(_ services: [ComposeValue.Entry]) -> [Diagnostic] { services.flatMap(check) }

    private static func check(_ service: ComposeValue.Entry) -> [Diagnostic] {
        var found: [(key: String, position: SourcePosition)] = []
        for key in ["endpoint_mode", "labels", "mode", "rollback_config", "update_config"] {
            if let entry = service.value["deploy"]?.entry(key) { found.append(("deploy.\(key)", entry.keyPosition)) }
        }
        if let placement = service.value["deploy"]?.entry("placement"), !placement.value.entries.isEmpty {
            found.append(("deploy.placement", placement.keyPosition))
        }
        if let entry = service.value.entry("credential_spec") { found.append(("credential_spec", entry.keyPosition)) }
        for port in service.value["ports"]?.elements ?? [] where port["mode"]?.string == "host" {
            found.append(("ports.mode", port.position))
        }
        return found.map { warning(service.key, $0.key, at: $0.position) }
    }

    private static func warning(_ service: String, _ key: String, at position: SourcePosition) -> Diagnostic {
        Diagnostic(
            .stackUnsupported,
            .warning,
            "`\(key)` of service `\(service)` has no effect outside Swarm.",
            fix: "Delete it.",
            position: position
        )
    }
}
