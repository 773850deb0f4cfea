import Domain

/// Whether the parts of a project fit together. Looks at presence and references only, so that it can speak beside
/// faults of single values.
struct Consistency {
    let tree: ComposeValue
    let services: [ComposeValue.Entry]
    let selection: ProfileSelection
    /// The declared names of each kind of resource.
    private let declared: [String: Set<String>]
    private var findings = DiagnosticCollector()

    /// The tree is normalised and holds all services.
    static func check(_ tree: ComposeValue, _ selection: ProfileSelection) -> [Diagnostic] {
        var consistency = Consistency(tree: tree, selection)
        for service in selection.enabled where service.value.isMapping { consistency.check(service) }
        consistency.checkSecrets()
        consistency.checkContainerNames()
        return consistency.findings.diagnostics + DependencyCycles.check(selection.enabled)
    }

    private init(tree: ComposeValue, _ selection: ProfileSelection) {
        self.tree = tree
        self.selection = selection
        services = selection.enabled
        declared = Dictionary(
            uniqueKeysWithValues: ["networks", "volumes", "configs", "secrets", "models"].map { kind in
                (kind, Set(tree[kind]?.entries.map(\.key) ?? []))
            }
        )
    }

    private mutating func check(_ service: ComposeValue.Entry) {
        checkImage(of: service)
        checkBuild(of: service)
        checkNetworks(of: service)
        checkDependencies(of: service)
        for volume in ProfileSelection.namedVolumes(of: service.value) { require(volume, in: "volumes", of: service) }
        for kind in ["configs", "secrets"] {
            for reference in service.value[kind]?.elements ?? [] { requireSource(of: reference, in: kind, of: service) }
        }
        for entry in service.value["models"]?.entries ?? [] {
            require(key: entry, in: "models", of: service)
        }
        checkHealthTest(of: service)
        checkTargets(of: service)
    }

    mutating func report(
        _ code: DiagnosticCode,
        _ summary: String,
        fix: String,
        at position: SourcePosition
    ) {
        findings.error(code, summary, fix: fix, at: position)
    }

    mutating func requireSource(of reference: ComposeValue, in kind: String, of service: ComposeValue.Entry) {
        guard reference.isMapping else { return }
        require(reference["source"] ?? reference.derived(.string("")), in: kind, of: service)
    }

    mutating func require(key entry: ComposeValue.Entry, in kind: String, of service: ComposeValue.Entry) {
        require(ComposeValue(.string(entry.key), at: entry.keyPosition), in: kind, of: service)
    }

    private mutating func require(_ value: ComposeValue, in kind: String, of service: ComposeValue.Entry) {
        let known = declared[kind] ?? []
        guard let name = value.string, !known.contains(name), !findings.isFull else { return }
        let near = Suggestion.nearest(to: name, in: known.sortedByBytes()).map { "Did you mean `\($0)`? " }
        report(
            .stackReference,
            "\(value.quoted) is used by service `\(service.key)`, and `\(kind)` does not declare it.",
            fix: "\(near ?? "")Declare it below the top-level `\(kind)`.",
            at: value.position
        )
    }
}

/// Health checks, mounts, secrets and names.
extension Consistency {
    mutating func checkHealthTest(of service: ComposeValue.Entry) {
        guard let test = service.value["healthcheck"]?["test"], let first = test.elements.first?.string else { return }
        guard !["CMD", "CMD-SHELL", "NONE"].contains(first) else { return }
        report(
            .stackValue,
            "The health check of service `\(service.key)` begins with none of CMD, CMD-SHELL and NONE.",
            fix: "Write [\"CMD\", \"program\", …], or the command as one text for a shell.",
            at: test.position
        )
    }

    mutating func checkTargets(of service: ComposeValue.Entry) {
        var seen: Set<[UInt8]> = []
        for mount in service.value["tmpfs"].map(LongForms.list)?.elements ?? [] {
            let target = mount.string.map { $0.cut(at: ":")?.before ?? $0 }
            checkTarget(target, &seen, of: service, at: mount.position)
        }
        for mount in service.value["volumes"]?.elements ?? [] {
            checkTarget(mount["target"]?.string, &seen, of: service, at: mount.position)
        }
    }

    mutating func checkTarget(
        _ target: String?,
        _ seen: inout Set<[UInt8]>,
        of service: ComposeValue.Entry,
        at position: SourcePosition
    ) {
        guard let target, !seen.insert(Array(target.utf8)).inserted else { return }
        report(
            .stackValue,
            "Service `\(service.key)` mounts two things at the same target.",
            fix: "Keep one of them.",
            at: position
        )
    }

    mutating func checkSecrets() {
        for secret in tree["secrets"]?.entries ?? [] where secret.value.isMapping {
            guard secret.value["external"]?.kind != .bool(true), secret.value.entry("driver") != nil else { continue }
            guard ["file", "environment"].allSatisfy({ secret.value.entry($0) == nil }) else { continue }
            report(
                .stackValue,
                "The secret `\(secret.key)` has no source: Compose runs no secret drivers.",
                fix: "Add `file` or `environment`.",
                at: secret.keyPosition
            )
        }
    }

    mutating func checkContainerNames() {
        var owners: [[UInt8]: String] = [:]
        for service in services {
            guard let name = service.value["container_name"], let text = name.string, !text.isEmpty else { continue }
            if let owner = owners.updateValue(service.key, forKey: Array(text.utf8)) {
                report(
                    .stackValue,
                    "Services `\(owner)` and `\(service.key)` have the same container name.",
                    fix: "Rename one of them.",
                    at: name.position
                )
            }
        }
    }
}

/// Keys that have no effect outside Swarm. Compose accepts them with a warning, and so do we.
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
