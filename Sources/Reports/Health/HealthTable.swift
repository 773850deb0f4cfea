import Domain

/// One line a check: passed or failed as a word, what was expected and what was seen.
struct HealthTable {
    let results: [HealthResult]

    init(_ results: [HealthResult]) { self.results = results }

    func lines(_ styling: Styling) -> [String] {
        let columns: [TextTable.Column] = [
            .init("Check", .cut), .init("Kind"), .init("Result"), .init("Expected", .wrap), .init("Observed", .wrap),
            .init("Time"),
        ]
        return TextTable(columns, cells: results.map(HealthTable.cells), indent: 2).lines(styling)
    }

    private static func cells(_ result: HealthResult) -> [TextTable.Cell] {
        [
            .init(terminalName(result.name)), .init(escapedForTerminal(result.kind)),
            result.isHealthy ? .init("ok", .good) : .init("FAILED", .error), .init(escapedForTerminal(result.expected)),
            .init(escapedForTerminal(result.observed)), .init("\(result.milliseconds) ms"),
        ]
    }
}
