import Domain

/// Two keys that say the same thing must say it alike. Looks at final values, so it needs a sound tree.
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
