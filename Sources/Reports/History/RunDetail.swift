package import Domain

/// `history show ID`: one run whole.
package struct RunDetail: Sendable {
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
