import Domain

extension AuditReport {
    /// The audit for people: one table a kind, what deserves attention, and the counts at the end.
    package func text(_ styling: Styling) -> String {
        var lines = heading(styling)
        for kind in ResourceKind.allCases { lines += section(kind, styling) }
        lines += missingLines(styling)
        for remark in remarks(styling) { lines += [""] + remark }
        lines += [""] + closing(styling)
        return lines.joinedLines
    }

    private func heading(_ styling: Styling) -> [String] {
        let engine = terminalName(classified.host.engine.name)
        let place = "\(environmentName) on \(engine), \(escapedForTerminal(endpoint))"
        return wrapped(place, width: styling.width)
    }

    private func section(_ kind: ResourceKind, _ styling: Styling) -> [String] {
        let all = resources.filter { $0.address.kind == kind }
        guard !all.isEmpty else { return [] }
        let counted = ResourceClass.allCases.compactMap { `class` in
            let number = all.count { $0.class == `class` }
            return number == 0 ? nil : "\(number) \(`class`.words)"
        }
        let title = styling.paint(kind.heading, .strong) + ": " + counted.joined(separator: ", ")
        let rows = listed.filter { $0.address.kind == kind }
        let rest = kind == .image ? parentsLine.map { wrapped($0, styling: styling, lead: "  ") } ?? [] : []
        return ["", title] + AuditTable(rows, untagged: untagged, styling: styling).lines + rest
    }

    /// `nil` where every image has its row.
    var parentsLine: String? {
        guard !parents.isEmpty else { return nil }
        let verb = parents.count == 1 ? "is" : "are"
        return "\(counted(parents.count, "parent")) of other images \(verb) not listed; --all does."
    }

    private func missingLines(_ styling: Styling) -> [String] {
        guard !missing.isEmpty else { return [] }
        let lines = missing.map { address in
            wrapped(address.printed, styling: styling, lead: "  ").map {
                "  " + styling.paint("+", .add) + $0.dropFirst(1)
            }
        }
        return [
            "",
            styling.paint("Missing", .strong)
                + ": \(missing.count) of the SSOT \(missing.count == 1 ? "is" : "are") not there",
        ]
            + lines.flatMap { $0 }
    }

    private func closing(_ styling: Styling) -> [String] {
        let health = health.map { health in
            health.isHealthy
                ? "Health: good at \(health.at)."
                : "Health: \(health.failed.map(terminalName).joined(separator: ", ")) failed at \(health.at)."
        }
        let first = "Audit: \(classified.missing.count) missing, \(counts[.extraSafeDelete]) safe to delete, "
        return wrapped(
            [health, first + "\(counts[.expected]) expected."].compactMap { $0 }.joined(separator: "\n"),
            width: styling.width
        )
            + [untouchedLine(counts)]
    }
}

/// The last line of audits and plans.
func untouchedLine(_ counts: ClassCounts) -> String {
    let unknown = counts[.unknown]
    let verb = unknown == 1 ? "needs" : "need"
    return "Protected: \(counts[.protected]) untouched. Unknown: \(unknown) \(verb) a decision."
}

/// The resources of one kind: one line each where everything fits, else with the rule's place on a second line.
struct AuditTable {
    let resources: [ClassifiedResource]
    /// What is known of images without a tag, by ID.
    let untagged: [String: UntaggedImage]
    let styling: Styling

    init(_ resources: [ClassifiedResource], untagged: [String: UntaggedImage], styling: Styling) {
        self.resources = resources
        self.untagged = untagged
        self.styling = styling
    }

    var lines: [String] {
        let wide = table(withPlaces: true)
        return (wide.naturalWidth <= styling.width ? wide : table(withPlaces: false)).lines(styling)
    }

    private func table(withPlaces: Bool) -> TextTable {
        let columns: [TextTable.Column] = [.init(), .init("", .cut), .init(), .init()]
        return TextTable(
            withPlaces ? columns + [.init()] : columns,
            rows: resources.map { row($0, withPlaces: withPlaces) },
            indent: 2
        )
    }

    private func row(_ resource: ClassifiedResource, withPlaces: Bool) -> TextTable.Row {
        let cells: [TextTable.Cell] = [
            .init(resource.class.symbol, resource.class.tint), .init(terminalName(resource.address.name)),
            .init(resource.class.rawValue, resource.class.tint), .init(resource.rule.name.rawValue),
        ]
        let place = resource.rule.place
        let notes = self.notes(resource)
        guard !withPlaces else { return TextTable.Row(cells + [.init(place)], notes: notes) }
        let saysNothing = resource.rule.origin == .observation && resource.rule.pattern == nil
        return TextTable.Row(cells, notes: (saysNothing ? [] : [place]) + notes)
    }

    private func notes(_ resource: ClassifiedResource) -> [String] {
        let users = resource.usedBy.map(\.printed)
        let shown = users.prefix(3).joined(separator: ", ") + (users.count > 3 ? " and \(users.count - 3) more" : "")
        let image = resource.address.kind == .image ? untagged[resource.id]?.words ?? "" : ""
        return (image.isEmpty ? [] : [image]) + (users.isEmpty ? [] : ["used by \(shown)"])
            + resource.notes.map(\.words)
    }
}
