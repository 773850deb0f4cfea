/// What one apply did: signed by the host, and kept beside the plan.
package struct Receipt: Sendable, Hashable {
    package var runID: String
    package var planDigest: String
    /// The SHA-256 of the plan file, by which it is used once.
    package var fileHash: String
    package var engine: EngineIdentity
    package var startedAt: Timestamp
    package var endedAt: Timestamp
    package var outcome: RunOutcome
    package var exitCode: ExitCode
    /// In the plan's order; steps that were never reached stand as `skipped`.
    package var steps: [StepRecord]
    /// The checks after the last step; empty where none are declared.
    package var health: [HealthResult]
    /// The ledger's checkpoint after the run; `nil` where it could not be signed.
    package var checkpoint: String?

    package init(
        runID: String,
        planDigest: String,
        fileHash: String,
        engine: EngineIdentity,
        startedAt: Timestamp,
        endedAt: Timestamp,
        outcome: RunOutcome,
        exitCode: ExitCode,
        steps: [StepRecord],
        health: [HealthResult],
        checkpoint: String?
    ) {
        self.runID = runID
        self.planDigest = planDigest
        self.fileHash = fileHash
        self.engine = engine
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.exitCode = exitCode
        self.steps = steps
        self.health = health
        self.checkpoint = checkpoint
    }
}
