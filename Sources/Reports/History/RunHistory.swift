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

/// `history show ID`: one run whole.
package struct RunDetailReport: Sendable {
    package let run: RunRecord
    package let actions: [ActionRecord]
    package let audit: AuditRecord?
    package let health: [HealthResult]

    package init(run: RunRecord, actions: [ActionRecord] = [], audit: AuditRecord? = nil, health: [HealthResult] = []) {
        self.run = run
        self.actions = actions
        self.audit = audit
        self.health = health
    }

    package var summary: String { "\(run.kind.rawValue) \(escapedForTerminal(run.id)): \(run.outcome.rawValue)." }

    /// The envelope's `data`.
    package var data: JSON {
        [
            "run": run.json,
            "actions": .array(actions.map(\.json)),
            "audit": audit?.json ?? .null,
            "health": .array(health.map(\.json)),
        ]
    }

    package func text(_ styling: Styling) -> String {
        var lines = facts.flatMap { wrapped($0.1, styling: styling, lead: "\($0.0): ".padded(to: 9)) }
        if !actions.isEmpty { lines += [""] + ActionHistory(actions: actions).table(styling) }
        if let audit { lines += [""] + AuditHistory(audits: [audit]).table.lines(styling) }
        if !health.isEmpty { lines += [""] + HealthTable(health).lines(styling) }
        return lines.joinedLines
    }

    private var facts: [(String, String)] {
        let optional: [(String, String?)] = [
            ("Ended", run.endedAt?.description), ("Exit", run.exitCode.map { "\($0.rawValue)" }),
            ("Digest", run.planDigest), ("File", run.fileHash), ("By", run.principal),
            ("Engine", run.engine.map { "\($0.name) (\($0.id))" }),
            ("Summary", run.summary.isEmpty ? nil : run.summary),
        ]
        return [
            ("Run", escapedForTerminal(run.id)), ("Kind", run.kind.rawValue), ("Started", run.startedAt.description),
            ("Outcome", run.outcome.rawValue),
        ] + optional.compactMap { label, text in text.map { (label, escapedForTerminal($0)) } }
    }
}

extension RunRecord {
    /// The shape of an entry of `runs`.
    package var json: JSON {
        [
            "run_id": .string(id),
            "kind": .string(kind.rawValue),
            "started_at": .string(startedAt.description),
            "ended_at": .optional(endedAt?.description),
            "outcome": .string(outcome.rawValue),
            "exit_code": exitCode.map { .integer(Int64($0.rawValue)) } ?? .null,
            "digest": .optional(planDigest),
            "file_hash": .optional(fileHash),
            "principal": .optional(principal),
            "engine": engine?.json ?? .null,
            "summary": .string(summary),
        ]
    }

    var record: [String] {
        [
            id, kind.rawValue, startedAt.description, endedAt?.description ?? "", outcome.rawValue,
            exitCode.map { "\($0.rawValue)" } ?? "", planDigest ?? "", fileHash ?? "", principal ?? "",
            engine?.id ?? "", engine?.name ?? "", summary,
        ]
    }
}
