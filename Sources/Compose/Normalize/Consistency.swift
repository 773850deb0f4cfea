import Domain

/// Whether the parts of a project fit together. Looks at presence and references only, so that it can speak beside
/// faults of single values.
struct Consistency {
    private let tree: ComposeValue
    private let services: [ComposeValue.Entry]
    private let selection: Selection
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameter tree: normalised; all services.
    static func check(_ tree: ComposeValue, _ selection: Selection) -> [Diagnostic] {
        var consistency = Consistency(tree: tree, selection)
        for service in selection.enabled where service.value.isMapping { consistency.check(service) }
        consistency.checkSecrets()
        consistency.checkContainerNames()
        consistency.diagnostics += DependencyCycles.check(selection.enabled)
        return consistency.diagnostics
    }

    private init(tree: ComposeValue, _ selection: Selection) {
        self.tree = tree
        self.selection = selection
        services = selection.enabled
    }

    private mutating func check(_ service: ComposeValue.Entry) {
        checkImage(of: service)
        checkBuild(of: service)
        checkNetworks(of: service)
        checkDependencies(of: service)
        for volume in Selection.namedVolumes(of: service.value) {
            require(volume.name, in: "volumes", of: service, at: volume.position)
        }
        for kind in ["configs", "secrets"] {
            for reference in service.value[kind]?.elements ?? [] { require(reference, in: kind, of: service) }
        }
        for entry in service.value["models"]?.entries ?? [] {
            require(entry.key, in: "models", of: service, at: entry.keyPosition)
        }
        checkHealthTest(of: service)
        checkTargets(of: service)
    }

    mutating func report(
        _ code: DiagnosticCode, _ summary: String, fix: String, at position: SourcePosition
    ) {
        diagnostics.append(Diagnostic(code, summary, fix: fix, position: position))
    }

    private mutating func require(_ reference: ComposeValue, in kind: String, of service: ComposeValue.Entry) {
        guard reference.isMapping else { return }
        let source = reference["source"] ?? reference.derived(.string(""))
        if let name = source.string { require(name, in: kind, of: service, at: source.position) }
    }

    private mutating func require(
        _ name: String, in kind: String, of service: ComposeValue.Entry, at position: SourcePosition
    ) {
        let declared = tree[kind]
        guard declared?.entry(name) == nil else { return }
        let near = Suggestion.nearest(to: name, in: declared?.entries.map(\.key) ?? []).map { "Did you mean `\($0)`? " }
        report(
            .stackReference,
            "Service `\(service.key)` refers to `\(name)`, which `\(kind)` does not declare.",
            fix: "\(near ?? "")Declare it below the top-level `\(kind)`.",
            at: position
        )
    }
}

extension Consistency {
    private mutating func checkImage(of service: ComposeValue.Entry) {
        let image = service.value["image"]
        let hasImage = image.map { $0.string != "" } ?? false
        guard !hasImage, ["build", "provider"].allSatisfy({ service.value.entry($0) == nil }) else { return }
        report(
            .stackValue,
            "Service `\(service.key)` has neither an image nor a build.",
            fix: "Add `image:`.",
            at: service.keyPosition
        )
    }

    private mutating func checkBuild(of service: ComposeValue.Entry) {
        guard let build = service.value["build"], build.isMapping else { return }
        if let inline = build.entry("dockerfile_inline"), build.entry("dockerfile") != nil {
            report(
                .stackValue,
                "Service `\(service.key)` has `dockerfile` and `dockerfile_inline`.",
                fix: "Keep one of them.",
                at: inline.keyPosition
            )
        }
        for reference in build["secrets"]?.elements ?? [] { require(reference, in: "secrets", of: service) }
        for entry in build["additional_contexts"]?.entries ?? [] { checkContext(entry, of: service) }
        checkPlatform(of: service, build)
    }

    private mutating func checkContext(_ entry: ComposeValue.Entry, of service: ComposeValue.Entry) {
        guard let text = entry.value.string, text.hasPrefix("service:") else { return }
        let name = String(text.dropFirst("service:".count))
        let other = services.first { $0.key.hasSameBytes(as: name) }
        guard other?.value.entry("build") == nil else { return }
        report(
            .stackReference,
            "Service `\(service.key)` builds on `\(name)`, which is no service with a build.",
            fix: "Name a service that has `build:`.",
            at: entry.value.position
        )
    }

    private mutating func checkPlatform(of service: ComposeValue.Entry, _ build: ComposeValue) {
        guard let platform = service.value["platform"]?.string, !platform.isEmpty else { return }
        let platforms = build["platforms"]?.elements.compactMap(\.string) ?? []
        guard !platforms.isEmpty, !platforms.contains(platform) else { return }
        report(
            .stackValue,
            "The build of service `\(service.key)` leaves out its platform `\(platform)`.",
            fix: "Add it to `build.platforms`.",
            at: build.position
        )
    }

    private mutating func checkNetworks(of service: ComposeValue.Entry) {
        if let mode = service.value["network_mode"], mode.string?.isEmpty == false,
            service.value["networks"]?.entries.isEmpty == false
        {
            report(
                .stackValue,
                "Service `\(service.key)` has `network_mode` and `networks`.",
                fix: "Keep one of them.",
                at: mode.position
            )
        }
        for network in service.value["networks"]?.entries ?? [] {
            require(network.key, in: "networks", of: service, at: network.keyPosition)
        }
    }

    private mutating func checkDependencies(of service: ComposeValue.Entry) {
        for dependency in service.value["depends_on"]?.entries ?? [] where !selection.names.contains(dependency.key) {
            let isDisabled = selection.disabled.contains(dependency.key)
            if isDisabled, dependency.value["required"]?.isFalse == true { continue }
            report(
                .stackReference,
                "Service `\(service.key)` depends on `\(dependency.key)`, "
                    + (isDisabled ? "whose profile is not chosen." : "which is no service."),
                fix: isDisabled ? "Choose its profile, or write `required: false`." : "Name a service of the project.",
                at: dependency.keyPosition
            )
        }
    }

    private mutating func checkHealthTest(of service: ComposeValue.Entry) {
        guard let test = service.value["healthcheck"]?["test"], let first = test.elements.first?.string else { return }
        guard !["CMD", "CMD-SHELL", "NONE"].contains(first) else { return }
        report(
            .stackValue,
            "The health check of service `\(service.key)` begins with none of CMD, CMD-SHELL and NONE.",
            fix: "Write [\"CMD\", \"program\", …], or the command as one text for a shell.",
            at: test.position
        )
    }

    private mutating func checkTargets(of service: ComposeValue.Entry) {
        var seen: Set<[UInt8]> = []
        for mount in service.value["tmpfs"].map(LongForms.list)?.elements ?? [] {
            let target = mount.string.map { $0.cut(at: ":")?.before ?? $0 }
            checkTarget(target, &seen, of: service, at: mount.position)
        }
        for mount in service.value["volumes"]?.elements ?? [] {
            checkTarget(mount["target"]?.string, &seen, of: service, at: mount.position)
        }
    }

    private mutating func checkTarget(
        _ target: String?, _ seen: inout Set<[UInt8]>, of service: ComposeValue.Entry, at position: SourcePosition
    ) {
        guard let target, !seen.insert(Array(target.utf8)).inserted else { return }
        report(
            .stackValue,
            "Service `\(service.key)` mounts two things at `\(target)`.",
            fix: "Keep one of them.",
            at: position
        )
    }

    private mutating func checkSecrets() {
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

    private mutating func checkContainerNames() {
        var owners: [[UInt8]: String] = [:]
        for service in services {
            guard let name = service.value["container_name"], let text = name.string, !text.isEmpty else { continue }
            if let owner = owners.updateValue(service.key, forKey: Array(text.utf8)) {
                report(
                    .stackValue,
                    "Services `\(owner)` and `\(service.key)` have the same container name `\(text)`.",
                    fix: "Rename one of them.",
                    at: name.position
                )
            }
        }
    }
}
