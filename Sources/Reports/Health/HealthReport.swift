package import Domain

/// The results of the SSOT's health checks.
package struct HealthReport: Sendable {
    package let results: [HealthResult]

    package init(results: [HealthResult]) { self.results = results }

    package var isHealthy: Bool { results.allSatisfy(\.isHealthy) }

    package var summary: String {
        guard !results.isEmpty else { return "Health: the SSOT has no checks." }
        let failed = results.count { !$0.isHealthy }
        return failed == 0
            ? "Health: \(counted(results.count, "check")) passed."
            : "Health: \(failed) of \(counted(results.count, "check")) failed."
    }

    /// The envelope's `data`.
    package var data: JSON { ["checks": .array(results.map(\.json))] }

    package func text(_ styling: Styling) -> String {
        ((results.isEmpty ? [] : HealthTable(results).lines(styling)) + [summary]).joinedLines
    }
}

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
