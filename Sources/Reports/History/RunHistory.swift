package import Domain

/// `history runs`: what was run, newest first as the ledger gives it.
package struct RunHistory: Sendable {
    package let runs: [RunRecord]

    package init(runs: [RunRecord]) { self.runs = runs }

    package var summary: String { counted(runs.count, "run") + "." }

    /// The envelope's `data`.
    package var data: JSON { ["runs": .array(runs.map(\.json))] }

    package var csv: String {
        let header = [
            "run_id", "kind", "started_at", "ended_at", "outcome", "exit_code", "digest", "file_hash", "principal",
            "engine_id", "engine_name", "summary",
        ]
        return CSV(header: header, rows: runs.map(\.record)).text
    }

    package func text(_ styling: Styling) -> String {
        guard !runs.isEmpty else { return "No run is on record.\n" }
        let columns: [TextTable.Column] = [
            .init("Run"), .init("Kind"), .init("Outcome"), .init("Exit"), .init("Summary", .wrap),
        ]
        let cells = runs.map { run -> [TextTable.Cell] in
            [
                .init(escapedForTerminal(run.id)), .init(run.kind.rawValue),
                .init(run.outcome.rawValue, run.outcome.tint), .init(run.exitCode.map { "\($0.rawValue)" } ?? ""),
                .init(escapedForTerminal(run.summary)),
            ]
        }
        return TextTable(columns, cells: cells).lines(styling).joinedLines
    }
}

extension RunOutcome {
    var tint: Tint? {
        switch self {
        case .succeeded: nil
        case .refused, .interrupted, .unfinished: .warning
        case .failed, .partial, .unhealthy: .error
        }
    }
}
