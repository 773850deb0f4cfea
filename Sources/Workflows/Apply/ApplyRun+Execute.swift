import Classification
import Domain
import Execution
import SSOT

// From here on the plan is used up.
extension ApplyRun {
    /// What was done, and what closing compares it with.
    struct Executed {
        let records: [StepRecord]
        let healthBefore: [HealthResult]
        let healthRun: HealthRun
        let collector: LiveEvidenceCollector
        /// The project that was planned from again.
        let project: Project
        /// Applies that ended in the middle before this one.
        let unfinished: [Diagnostic]
    }

    /// - Throws: `Refusal` where another run used the plan up meanwhile.
    func execute(_ admitted: consuming Admitted) async throws -> Executed {
        let (session, collector, project, secrets) =
            (admitted.session, admitted.collector, admitted.project, admitted.secrets)
        let memory = try recorder.memory(project.policy, at: environment.now())
        let seal = try await ApplyReadiness(environment: environment, state: state).proven()
        let unfinished = try UnfinishedRuns.warnings(recorder.ledger, state, but: recorder.runID)
        guard environment.interruption.holdBack() else { throw Failure.interrupted(environment.interruption) }
        if let usedBy = try recorder.start(plan, principal: admitted.permit.principal) {
            throw ApplyGate.used(by: usedBy)
        }
        let healthRun = HealthRun(
            environment: environment,
            session: session,
            project: project,
            observer: collector.observer
        )
        let before = await healthRun.resultsWhateverHappens()
        let journal = SealedJournal(
            ledger: recorder.ledger,
            run: recorder.runID,
            seal: seal,
            keepDays: project.document.backup.keepDays
        )
        let executor = Executor(
            journal: journal,
            context: executionContext(),
            observer: collector.observer,
            classifier: Classifier(policy: project.policy, memory: memory)
        )
        let hash = SharedServiceHash(project, environment)
        let opening = MutatingEngine.Opening(
            connection: session.connection,
            observer: collector.observer,
            protection: DirectProtection(project.policy),
            secrets: secrets,
            composeHash: { service, ids in await hash?.hash(of: service, ids) ?? "" }
        )
        return Executed(
            records: try await executor.run(admitted.permit, on: opening),
            healthBefore: before,
            healthRun: healthRun,
            collector: collector,
            project: project,
            unfinished: unfinished
        )
    }

    private func executionContext() -> ExecutionContext {
        let environment = environment
        return ExecutionContext(
            now: environment.now,
            uptime: environment.uptime,
            pause: environment.pause,
            isInterrupted: { environment.interruption.isRequested },
            progress: { event in
                switch event {
                case .began(let address, let step): environment.progress(.stepBegan(address, step))
                case .ended(let record): environment.progress(.stepEnded(record))
                }
            },
            parallelism: request.parallelism,
            planFileHash: disk.fileHash
        )
    }
}
