/// What one apply did: signed by the host, and kept beside the plan.
package struct Receipt: Sendable, Hashable {
    package let runID: String
    package let planDigest: String
    /// The SHA-256 of the plan file, by which it is used once.
    package let fileHash: String
    package let engine: EngineIdentity
    package let startedAt: Timestamp
    package let endedAt: Timestamp
    package let outcome: RunOutcome
    package let exitCode: ExitCode
    /// In the plan's order; steps that were never reached stand as `skipped`.
    package let steps: [StepRecord]
    /// The checks after the last step; empty where none are declared.
    package let health: [HealthResult]
    /// The ledger's checkpoint after the run; `nil` where it could not be signed.
    package let checkpoint: String?

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
