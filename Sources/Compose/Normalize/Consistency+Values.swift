import Domain

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
