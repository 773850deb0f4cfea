import Domain

/// The resources of one kind: one line each where everything fits, else with the rule's place on a second line.
struct AuditTable {
    let resources: [ClassifiedResource]
    let styling: Styling

    init(_ resources: [ClassifiedResource], styling: Styling) {
        self.resources = resources
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
        return (users.isEmpty ? [] : ["used by \(shown)"]) + resource.notes.map(\.words)
    }
}
