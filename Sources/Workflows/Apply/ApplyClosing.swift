internal import Classification
internal import Domain
internal import Execution
internal import Inventory
internal import PlanFile
internal import Planning

/// After the last step: look again, check health, write the receipt, and say how it ended.
struct ApplyClosing {
    let attempt: ApplyAttempt
    let project: Project
    let observer: Observer
    let healthRun: HealthRun
    /// What the stack was sealed for.
    let target: BuiltStack.Target

    func close(
        _ records: [StepRecord],
        healthBefore: [HealthResult],
        earlier: [Diagnostic]
    ) async throws -> ApplyWorkflow.Result {
        let plan = attempt.content.plan
        let host = await hostAfterwards()
        let shortfalls = try host.map { try PostCheck.shortfalls(plan, records, $0) + remaining(plan, records, $0) }
        let health = await healthRun.resultsWhateverHappens()
        let ending = ApplyEnding(
            records: records,
            shortfalls: shortfalls ?? [ApplyClosing.unseen],
            healthBefore: healthBefore,
            health: health,
            interruption: attempt.environment.interruption
        )
        if let host { try record(host) }
        try HealthRecord.store(health, in: attempt.recorder.ledger, at: attempt.environment.now())
        try attempt.recorder.finish(ending)
        let receipt: String?
        let unwritten: Failure?
        do {
            (receipt, unwritten) = (try await self.receipt(ending, plan.engine), nil)
        } catch let failure as Failure {
            (receipt, unwritten) = (nil, failure)
        }
        let result = ApplyWorkflow.Result.applied(
            ApplyWorkflow.AppliedRun(
                runID: attempt.recorder.runID,
                digest: PlanDigest.digest(of: plan),
                plan: plan,
                records: records,
                health: health,
                healthBefore: healthBefore,
                shortfalls: ending.shortfalls,
                warnings: earlier + ending.warnings + (host?.unseenVolumesWarnings ?? []),
                exitCode: ending.exitCode,
                receipt: receipt
            )
        )
        return unwritten.map(result.adding) ?? result
    }

    /// `nil` where the Engine does not answer any more: what was done is recorded all the same.
    private func hostAfterwards() async -> ObservedHost? {
        do {
            return try await observer.observe(
                at: attempt.environment.now(),
                inspecting: .all,
                describingImages: true
            )
        } catch {
            return nil
        }
    }

    /// What was made is compared as planning compares it: a difference that is left is a fault of ours, and the next plan
    /// would find it.
    private func remaining(_ plan: Plan, _ records: [StepRecord], _ host: ObservedHost) throws -> [Diagnostic] {
        let project = projectNow()
        guard let desired = project.built?.desired else { return [] }
        let isMoved = desired != self.project.built?.desired
        let failed = Set(records.filter { !$0.outcome.isSuccess }.map(\.address))
        let made = Set(plan.actions.filter { $0.class == .expected }.map(\.address)).subtracting(failed)
        guard !made.isEmpty else { return [] }
        let again = Planner.plan(
            PlanningInput(
                host: host,
                policy: project.policy,
                memory: try attempt.recorder.memory(project.policy, at: host.observedAt),
                ssot: plan.ssot,
                stack: plan.stack,
                desired: desired,
                mode: .stack,
                selection: .everything,
                digestKeyID: plan.digestKeyID
            )
        )
        return again.plan.actions.filter { made.contains($0.address) }.map {
            ApplyClosing.stillDiffers($0, isMoved: isMoved)
        }
    }

    /// What the files say now: somebody may have changed one meanwhile. Where they cannot be read any more, what they said.
    private func projectNow() -> Project {
        let inputs = PlannedInputs(attempt.content.plan, root: attempt.disk.root)
        let options = attempt.options
        guard let read = try? inputs.project(options, attempt.environment, root: attempt.disk.root) else {
            return project
        }
        return read.sealed(for: target)
    }

    private static func stillDiffers(_ action: Action, isMoved: Bool) -> Diagnostic {
        let attributes = action.changes.map(\.attribute.description).joined(separator: ", ")
        return Diagnostic(
            .stepFailed,
            "\(action.address) still differs from the stack: \(attributes.isEmpty ? action.reason.rawValue : attributes)",
            fix: isMoved
                ? "A file of the stack, or one that it mounts, changed while this was applied: plan again."
                : "See 'reconcile diff'. Where nobody changed it meanwhile, report this: it is a fault of reconcile.",
            address: action.address
        )
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
