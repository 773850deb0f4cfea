import Classification
import Domain
import Execution
import Inventory
import PlanFile
import Planning

// After the last step: observe again, check health, write the receipt, and say how it ended.
extension ApplyRun {
    /// What was done is reported whatever fails in here.
    func close(_ executed: Executed) async throws -> ApplyWorkflow.Result {
        var failures: [Failure] = []
        func attempt<Value>(_ work: () throws -> Value) -> Value? {
            do { return try work() } catch {
                failures.append(Failure(error))
                return nil
            }
        }
        let host = await hostAfterwards(executed.collector.observer)
        let project = await projectNow(executed)
        let shortfalls = host.flatMap { host in
            attempt { PostCheck.shortfalls(plan, executed.records, host) + (try remaining(executed, host, project)) }
        }
        let health = await executed.healthRun.resultsWhateverHappens()
        let ending = ApplyEnding(
            records: executed.records,
            shortfalls: shortfalls ?? [ApplyRun.notObserved],
            healthBefore: executed.healthBefore,
            health: health,
            interruption: environment.interruption
        )
        attempt { if let host { try record(host, executed.project) } }
        attempt { try HealthRecord.store(health, in: recorder.ledger, at: environment.now()) }
        attempt { try recorder.finish(ending) }
        var applied = ApplyWorkflow.AppliedRun(
            runID: recorder.runID,
            digest: PlanDigest.digest(of: plan),
            plan: plan,
            records: executed.records,
            health: health,
            healthBefore: executed.healthBefore,
            shortfalls: ending.shortfalls,
            diagnostics: executed.unfinished + ending.diagnostics + (host?.unseenVolumesWarnings ?? []),
            exitCode: ending.exitCode
        )
        do {
            applied.receipt = try await receipt(ending)
        } catch {
            failures.append(Failure(error))
        }
        for failure in failures { applied.add(failure) }
        return .applied(applied)
    }

    /// `nil` where the Engine does not answer any more: what was done is recorded all the same.
    private func hostAfterwards(_ observer: Observer) async -> ObservedHost? {
        do {
            return try await observer.observe(at: environment.now(), inspecting: .all, describing: [])
        } catch {
            return nil
        }
    }

    /// What was made is compared as planning compares it: a difference that is left is a fault of ours, and the next plan
    /// would find it.
    private func remaining(
        _ executed: Executed,
        _ host: ObservedHost,
        _ project: Project
    ) throws -> [Diagnostic] {
        let desired = project.desired
        guard !desired.isEmpty else { return [] }
        let isMoved = desired != executed.collector.project.desired
        let failed = Set(executed.records.filter { !$0.outcome.isSuccess }.map(\.address))
        let made = Set(plan.actions.filter { $0.class == .expected }.map(\.address)).subtracting(failed)
        guard !made.isEmpty else { return [] }
        let again = Planner.plan(
            PlanningInput(
                host: host,
                policy: project.policy,
                memory: try recorder.memory(project.policy, at: host.observedAt),
                ssot: plan.ssot,
                stack: plan.stack,
                desired: desired,
                mode: .stack,
                selection: .everything,
                digestKeyID: plan.digestKeyID
            )
        )
        return again.plan.actions.filter { made.contains($0.address) }.map {
            ApplyRun.stillDiffers($0, isMoved: isMoved)
        }
    }

    /// What the files say now: somebody may have changed one meanwhile. Where they cannot be read any more, what they said.
    private func projectNow(_ executed: Executed) async -> Project {
        let inputs = PlannedInputs(plan, root: disk.root)
        guard let read = try? await inputs.project(options, environment, root: disk.root) else {
            return executed.project
        }
        return read.sealed(for: executed.collector.target)
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

    private static let notObserved = Diagnostic(
        .engineUnreachable,
        "The Engine did not answer after the last step, so the result could not be checked",
        fix: "Run 'reconcile audit' when it answers again."
    )

    private func record(_ host: ObservedHost, _ project: Project) throws {
        let memory = try recorder.memory(project.policy, at: host.observedAt)
        try recorder.record(observation: Classifier(policy: project.policy, memory: memory).classify(host))
    }

    private func receipt(_ ending: ApplyEnding) async throws -> String {
        let receipt = Receipt(
            runID: recorder.runID,
            planDigest: PlanDigest.digest(of: plan),
            fileHash: disk.fileHash,
            engine: plan.engine,
            startedAt: recorder.startedAt,
            endedAt: environment.now(),
            outcome: ending.outcome,
            exitCode: ending.exitCode,
            steps: ending.records,
            health: ending.health,
            checkpoint: try recorder.checkpointBody()
        )
        let writer = ReceiptWriter(environment: environment, state: state, plan: disk.path, runID: recorder.runID)
        return try await writer.write(ReceiptCodec.write(receipt))
    }
}
