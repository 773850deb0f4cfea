/// What was run. Each is one row of `history runs`.
package enum RunKind: String, CaseIterable, Sendable {
    case `init`
    case audit
    case plan
    case apply
    case health
}

/// How a run ended.
package enum RunOutcome: String, CaseIterable, Sendable {
    case succeeded
    case refused
    case failed
    /// Some steps were done, others not.
    case partial
    case unhealthy
    case interrupted
    /// It began and never said how it ended: a crash, or it still runs.
    case unfinished
}

/// One run as `history` shows it.
package struct RunRecord: Sendable, Hashable {
    package var id: String
    package var kind: RunKind
    package var startedAt: Timestamp
    package var endedAt: Timestamp?
    package var outcome: RunOutcome
    package var exitCode: ExitCode?
    /// The plan's digest and the hash of the whole file, for `plan` and `apply`.
    package var planDigest: String?
    package var fileHash: String?
    package var principal: String?
    package var engine: EngineIdentity?
    /// One line for the table: `5 destroyed`, `refused: RC301 …`.
    package var summary: String

    package init(
        id: String,
        kind: RunKind,
        startedAt: Timestamp,
        endedAt: Timestamp?,
        outcome: RunOutcome,
        exitCode: ExitCode?,
        planDigest: String?,
        fileHash: String?,
        principal: String?,
        engine: EngineIdentity?,
        summary: String
    ) {
        self.id = id
        self.kind = kind
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.exitCode = exitCode
        self.planDigest = planDigest
        self.fileHash = fileHash
        self.principal = principal
        self.engine = engine
        self.summary = summary
    }
}

/// One audit as `history audits` shows it.
package struct AuditRecord: Sendable, Hashable {
    package var runID: String
    package var at: Timestamp
    package var engine: EngineIdentity
    package var counts: ClassCounts
    package var missing: Int

    package init(runID: String, at: Timestamp, engine: EngineIdentity, counts: ClassCounts, missing: Int) {
        self.runID = runID
        self.at = at
        self.engine = engine
        self.counts = counts
        self.missing = missing
    }
}
