import Domain

/// Facts of a plan that are no longer so: address, field, planned, observed.
struct MovedTable {
    let moved: [Refusal.Moved]

    init(_ moved: [Refusal.Moved]) { self.moved = moved }

    func lines(_ styling: Styling) -> [String] {
        let columns: [TextTable.Column] = [
            .init("Address", .cut), .init("Field"), .init("Planned", .wrap), .init("Observed", .wrap),
        ]
        let cells = moved.map { fact -> [TextTable.Cell] in
            [
                .init(fact.address.printed), .init(escapedForTerminal(fact.field)),
                .init(terminalName(fact.planned)), .init(terminalName(fact.observed)),
            ]
        }
        return TextTable(columns, cells: cells, indent: 2).lines(styling)
    }
}
