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

/// Services that wait for each other would never start.
struct DependencyCycles {
    private enum Visit { case open, closed }

    private let services: [String: ComposeValue.Entry]
    private var visits: [String: Visit] = [:]
    private var cycle: [String]?

    /// Reports the first cycle.
    static func check(_ services: [ComposeValue.Entry]) -> [Diagnostic] {
        var search = DependencyCycles(services)
        for name in services.map(\.key).sortedByBytes() where search.cycle == nil { search.visit(from: name) }
        return search.diagnostic.map { [$0] } ?? []
    }

    private init(_ services: [ComposeValue.Entry]) {
        self.services = Dictionary(services.map { ($0.key, $0) }) { first, _ in first }
    }

    /// Depth first with a stack of its own: a chain of dependencies may be longer than the thread's stack is deep.
    private mutating func visit(from start: String) {
        guard visits[start] == nil else { return }
        var trail = [(name: start, rest: dependencies(of: start))]
        visits[start] = .open
        while let next = trail[trail.count - 1].rest.popLast() {
            switch visits[next] {
            case .open: return found(next, in: trail.map(\.name))
            case .closed: break
            case nil:
                visits[next] = .open
                trail.append((next, dependencies(of: next)))
            }
            while let last = trail.last, last.rest.isEmpty, trail.count > 1 {
                visits[last.name] = .closed
                trail.removeLast()
            }
        }
        visits[start] = .closed
    }

    private func dependencies(of name: String) -> [String] {
        let entries = services[name]?.value["depends_on"]?.entries ?? []
        return entries.map(\.key).filter { services[$0] != nil }.sortedByBytes().reversed()
    }

    private mutating func found(_ name: String, in trail: [String]) {
        cycle = Array(trail.drop { $0 != name }) + [name]
    }

    private var diagnostic: Diagnostic? {
        guard let cycle, let first = cycle.first, let service = services[first] else { return nil }
        let edge = service.value["depends_on"]?.entries.first { $0.key.hasSameBytes(as: cycle[1]) }
        return Diagnostic(
            .stackReference,
            "The services depend on each other in a circle: \(cycle.joined(separator: " -> ")).",
            fix: "Take one of these dependencies out.",
            position: edge?.keyPosition ?? service.keyPosition
        )
    }
}
