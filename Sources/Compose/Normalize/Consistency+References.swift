import Domain

/// Image, build, networks and dependencies.
extension Consistency {
    mutating func checkImage(of service: ComposeValue.Entry) {
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

    mutating func checkBuild(of service: ComposeValue.Entry) {
        guard let build = service.value["build"], build.isMapping else { return }
        if let inline = build.entry("dockerfile_inline"), build.entry("dockerfile") != nil {
            report(
                .stackValue,
                "Service `\(service.key)` has `dockerfile` and `dockerfile_inline`.",
                fix: "Keep one of them.",
                at: inline.keyPosition
            )
        }
        for reference in build["secrets"]?.elements ?? [] { requireSource(of: reference, in: "secrets", of: service) }
        for entry in build["additional_contexts"]?.entries ?? [] { checkContext(entry, of: service) }
        checkPlatform(of: service, build)
    }

    mutating func checkContext(_ entry: ComposeValue.Entry, of service: ComposeValue.Entry) {
        guard let text = entry.value.string, text.hasBytePrefix("service:") else { return }
        let name = String(text.dropFirst("service:".count))
        guard tree["services"]?[name]?.entry("build") == nil || !selection.names.contains(name) else { return }
        report(
            .stackReference,
            "\(entry.value.quoted), on which service `\(service.key)` builds, is no service with a build.",
            fix: "Name a service that has `build:`.",
            at: entry.value.position
        )
    }

    mutating func checkPlatform(of service: ComposeValue.Entry, _ build: ComposeValue) {
        guard let platform = service.value["platform"]?.string, !platform.isEmpty else { return }
        let platforms = build["platforms"]?.elements.compactMap(\.string) ?? []
        guard !platforms.isEmpty, !platforms.contains(platform) else { return }
        report(
            .stackValue,
            "The build of service `\(service.key)` leaves out its platform.",
            fix: "Add it to `build.platforms`.",
            at: build.position
        )
    }

    mutating func checkNetworks(of service: ComposeValue.Entry) {
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
            require(key: network, in: "networks", of: service)
        }
    }

    mutating func checkDependencies(of service: ComposeValue.Entry) {
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
}

/// Pairs of keys that set the same thing (such as `mem_limit` and `deploy.resources.limits.memory`) must agree. It
/// compares final values, so the tree must be free of errors.
enum Conflicts {
    static func check(_ services: [ComposeValue.Entry]) -> [Diagnostic] {
        services.flatMap { limits(of: $0) + scale(of: $0) + watches(of: $0) }
    }

    private static func limits(of service: ComposeValue.Entry) -> [Diagnostic] {
        let resources = service.value["deploy"]?["resources"]
        let pairs: [(key: String, section: String, member: String)] = [
            ("cpus", "limits", "cpus"), ("mem_limit", "limits", "memory"),
            ("mem_reservation", "reservations", "memory"), ("pids_limit", "limits", "pids"),
        ]
        return pairs.compactMap { pair in
            guard let value = service.value[pair.key], let section = resources?[pair.section] else { return nil }
            guard section[pair.member]?.kind != value.kind else { return nil }
            return conflict(service, pair.key, "deploy.resources.\(pair.section).\(pair.member)", at: value.position)
        }
    }

    private static func scale(of service: ComposeValue.Entry) -> [Diagnostic] {
        let scale = service.value["scale"]
        let replicas = service.value["deploy"]?["replicas"]
        if let scale, let replicas, scale.kind != replicas.kind {
            return [conflict(service, "scale", "deploy.replicas", at: scale.position)]
        }
        guard let count = scale ?? replicas, case .integer(let number) = count.kind, number > 1,
            service.value["container_name"] != nil
        else { return [] }
        let summary = "Service `\(service.key)` has a `container_name` and \(number) containers, which would share it."
        let fix = "Delete `container_name`, or run one container."
        return [Diagnostic(.stackValue, summary, fix: fix, position: count.position)]
    }

    private static func conflict(
        _ service: ComposeValue.Entry,
        _ key: String,
        _ other: String,
        at position: SourcePosition
    ) -> Diagnostic {
        let summary = "Service `\(service.key)` has different values for `\(key)` and `\(other)`."
        return Diagnostic(.stackValue, summary, fix: "Keep one of them.", position: position)
    }

    private static func watches(of service: ComposeValue.Entry) -> [Diagnostic] {
        let triggers = service.value["develop"]?["watch"]?.elements ?? []
        return triggers.compactMap { trigger in
            guard trigger["target"] == nil, !["rebuild", "restart"].contains(trigger["action"]?.string) else {
                return nil
            }
            let summary = "Service `\(service.key)` watches a path without a target."
            return Diagnostic(.stackValue, summary, fix: "Add `target:`.", position: trigger.position)
        }
    }
}
