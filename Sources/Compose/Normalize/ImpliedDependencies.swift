import Domain

/// Sharing a namespace, volumes or a link with a service means depending on it; what is written explicitly stays.
enum ImpliedDependencies {
    static func apply(_ service: ComposeValue) -> ComposeValue {
        guard service.isMapping else { return service }
        let written = service["depends_on"] ?? ComposeValue(.mapping([]), at: service.position)
        guard written.isMapping else { return service }
        var table = EntryTable(written.entries)
        for reference in references(of: service) where table[reference.name] == nil {
            table.set(reference.name, at: reference.value.position, reference.value)
        }
        return table.entries.isEmpty ? service : service.setting("depends_on", written.with(entries: table.entries))
    }

    private static func references(of service: ComposeValue) -> [(name: String, value: ComposeValue)] {
        let links = (service["links"]?.elements ?? []).compactMap { link -> (String, ComposeValue)? in
            guard let text = link.string else { return nil }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            return (parts.count == 2 ? String(parts[0]) : text, started(at: link.position, restarts: true))
        }
        let spaces = ["network_mode", "ipc", "pid", "uts", "cgroup"].compactMap { key -> (String, ComposeValue)? in
            guard let mode = service[key], let text = mode.string, text.hasBytePrefix("service:") else { return nil }
            return (String(text.dropFirst("service:".count)), started(at: mode.position, restarts: true))
        }
        let volumes = (service["volumes_from"]?.elements ?? []).compactMap { source -> (String, ComposeValue)? in
            guard let text = source.string, !text.hasBytePrefix("container:") else { return nil }
            return (text.cut(at: ":")?.before ?? text, started(at: source.position, restarts: false))
        }
        return links + spaces + volumes
    }

    private static func started(at position: SourcePosition, restarts: Bool) -> ComposeValue {
        ComposeValue(.mapping([]), at: position)
            .settingMissing("condition", .string("service_started"))
            .settingMissing("required", .bool(true))
            .settingMissing("restart", .bool(restarts))
    }
}
