import Classification
import Domain
import Execution
import Inventory
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
        let (session, observer, project) = (admitted.session, admitted.collector.observer, admitted.live.project)
        let opening = opening(admitted)
        let classifier = Classifier(policy: project.policy, memory: admitted.live.memory)
        let executor = try await executor(observer, classifier, project)
        let unfinished = try UnfinishedRuns.warnings(recorder.ledger, state, but: recorder.runID)
        guard environment.interruption.holdBack() else { throw Failure.interrupted(environment.interruption) }
        if let usedBy = try recorder.start(plan, principal: admitted.permit.principal) {
            throw ApplyGate.used(by: usedBy)
        }
        let healthRun = HealthRun(
            environment: environment,
            session: session,
            project: project,
            memory: admitted.live.memory,
            observer: observer
        )
        let before = await healthRun.resultsWhateverHappens()
        let collector = admitted.collector
        return Executed(
            records: try await executor.run(admitted.permit, on: opening),
            healthBefore: before,
            healthRun: healthRun,
            collector: collector,
            project: project,
            unfinished: unfinished
        )
    }

    private func opening(_ admitted: borrowing Admitted) -> MutatingEngine.Opening {
        let labels = ComposeLabels.all(admitted.live.project, environment)
        return MutatingEngine.Opening(
            connection: admitted.session.connection,
            observer: admitted.collector.observer,
            protection: admitted.live.protection,
            secrets: admitted.live.secrets.values,
            compose: { project, service, ids in await labels[project]?.facts(of: service, ids) ?? .none }
        )
    }

    /// - Throws: `Failure` where keys or folders are not as an apply needs them; the plan is not used up then.
    private func executor(
        _ observer: Observer,
        _ classifier: Classifier,
        _ project: Project
    ) async throws -> Executor {
        let journal = SealedJournal(
            ledger: recorder.ledger,
            run: recorder.runID,
            seal: try await ApplyReadiness(environment: environment, state: state).proven(),
            keepDays: project.document.backup.keepDays
        )
        return Executor(
            journal: journal,
            context: executionContext(),
            observer: observer,
            classifier: classifier
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
