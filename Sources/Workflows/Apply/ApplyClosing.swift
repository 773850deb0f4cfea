internal import Classification
internal import Domain
internal import Execution
internal import Inventory
internal import PlanFile

/// After the last step: look again, check health, write the receipt, and say how it ended.
struct ApplyClosing {
    let attempt: ApplyAttempt
    let project: Project
    let observer: Observer
    let healthRun: HealthRun

    func close(
        _ records: [StepRecord],
        healthBefore: [HealthResult],
        earlier: [Diagnostic]
    ) async throws -> ApplyWorkflow.Result {
        let plan = attempt.content.plan
        let host = await hostAfterwards()
        let shortfalls = host.map { PostCheck.shortfalls(plan, records, $0) } ?? [ApplyClosing.unseen]
        let health = await healthRun.resultsWhateverHappens()
        let ending = ApplyEnding(
            records: records,
            shortfalls: shortfalls,
            healthBefore: healthBefore,
            health: health,
            interruption: attempt.environment.interruption
        )
        if let host { try record(host) }
        try HealthRecord.store(health, in: attempt.recorder.ledger, at: attempt.environment.now())
        try attempt.recorder.finish(ending)
        let receipt = try await receipt(ending, plan.engine)
        return .applied(
            ApplyWorkflow.AppliedRun(
                runID: attempt.recorder.runID,
                digest: PlanDigest.digest(of: plan),
                plan: plan,
                records: records,
                health: health,
                healthBefore: healthBefore,
                shortfalls: shortfalls,
                warnings: earlier + ending.warnings,
                exitCode: ending.exitCode,
                receipt: receipt
            )
        )
    }

    /// `nil` where the Engine does not answer any more: what was done is recorded all the same.
    private func hostAfterwards() async -> ObservedHost? {
        do {
            return try await observer.observe(at: attempt.environment.now(), inspecting: .all)
        } catch {
            return nil
        }
    }

    private static let unseen = Diagnostic(
        .engineUnreachable,
        "The Engine did not answer after the last step, so the result could not be checked",
        fix: "Run 'reconcile audit' when it answers again."
    )

    private func record(_ host: ObservedHost) throws {
        let memory = try attempt.recorder.memory(project.policy, at: host.observedAt)
        let classified = Classifier(policy: project.policy, memory: memory).classify(host)
        try attempt.recorder.record(observation: classified)
    }

    private func receipt(_ ending: ApplyEnding, _ engine: EngineIdentity) async throws -> String {
        let receipt = Receipt(
            runID: attempt.recorder.runID,
            planDigest: PlanDigest.digest(of: attempt.content.plan),
            fileHash: attempt.disk.fileHash,
            engine: engine,
            startedAt: attempt.recorder.startedAt,
            endedAt: attempt.environment.now(),
            outcome: ending.outcome,
            exitCode: ending.exitCode,
            steps: ending.records,
            health: ending.health,
            checkpoint: try attempt.recorder.checkpointBody()
        )
        return try await ReceiptWriter(attempt: attempt).write(ReceiptCodec.write(receipt))
    }
}
