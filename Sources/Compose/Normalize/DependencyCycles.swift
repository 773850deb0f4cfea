import Domain

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
