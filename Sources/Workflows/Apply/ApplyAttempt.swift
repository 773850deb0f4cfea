internal import Classification
internal import Domain
internal import Execution
internal import Files
internal import Inventory
internal import PlanFile
internal import SSOT

/// One attempt at a readable plan: collect the evidence, pass the gate, execute, check.
struct ApplyAttempt {
    let options: Options
    let environment: Environment
    let request: ApplyWorkflow.Request
    let disk: PlanOnDisk
    let content: PlanFileContent
    let state: StateDirectory
    let recorder: ApplyRecorder

    private var plan: Plan { content.plan }

    func run() async throws -> ApplyWorkflow.Result {
        let bound = try recorder.boundSSOT()
        let inputs = PlannedInputs(content.plan, root: disk.root, bound: bound)
        var evidence = try await evidence(inputs, bound)
        // What can be refused without the Engine is refused without it.
        if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { return try refuse(refusal) }
        guard let project = try inputs.project(options, environment, root: disk.root),
            project.ssot.sha256 == plan.ssot.sha256
        else { return try refuse(inputs.unreadable(plan)) }
        evidence = evidence.adding(stack: project.stack.map(\.path))
        if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { return try refuse(refusal) }
        return try await EngineSession.open(options, environment, project: project) { session in
            if let finding = HostCheck.finding(project, session.resolved) { return try refuse(finding) }
            let key = try HostKeys(state: state).digestKey(environment)
            let target = session.target(key)
            let look = GateLook(
                plan: plan,
                recorder: recorder,
                environment: environment,
                observer: session.observer(key),
                project: project.sealed(for: target),
                target: target
            )
            return try await pass(evidence, session, look)
        }
    }

    /// Looks at the host and plans again, asks for the phrase once everything else holds, and looks again where a person
    /// took their time: what is admitted is what was seen a moment ago.
    private func pass(
        _ evidence: GateEvidence,
        _ session: EngineSession,
        _ look: GateLook
    ) async throws -> ApplyWorkflow.Result {
        var unseen: [Diagnostic] = []
        do {
            let live = try await look.look()
            unseen = live.classified.host.unseenVolumesWarnings
            var (evidence, project) = try judged(evidence, live, look)
            if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { throw refusal }
            evidence = evidence.adding(phrase: phrase())
            if asks {
                let now = evidence.adding(now: environment.now())
                (evidence, project) = try judged(now, try await look.look(), look)
            }
            let secrets = try PlannedSecrets(plan, project.built, look.target.key).proven()
            return try await execute(try ApplyGate.admit(evidence), session, look, project, secrets)
        } catch let refusal as Refusal {
            return try refuse(refusal.adding(unseen))
        }
    }

    /// The evidence of one look, and the project that was planned from again.
    ///
    /// - Throws: The refusal where the look itself, a secret or the stack speaks against the plan: planning again would
    ///   only say the same in other words.
    private func judged(
        _ evidence: GateEvidence,
        _ live: LiveEvidence,
        _ look: GateLook
    ) throws -> (GateEvidence, Project) {
        let evidence = evidence.adding(live: live)
        if let finding = HostCheck.finding(look.project, live.classified.host.engine) {
            throw Refusal(gate: .engine, exitCode: .configuration, diagnostics: [finding])
        }
        if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { throw refusal }
        _ = try PlannedSecrets(plan, look.project.built, look.target.key).proven()
        switch live.replanned {
        case .success(let (project, again)): return (evidence.adding(replanned: again), project)
        case .failure(let failure):
            throw Refusal(gate: .inputs, exitCode: .refusedStale, diagnostics: failure.diagnostics)
        }
    }

    private func refuse(_ finding: Diagnostic) throws -> ApplyWorkflow.Result {
        try refuse(Refusal(gate: .engine, exitCode: .configuration, diagnostics: [finding]))
    }

    private func refuse(_ refusal: Refusal) throws -> ApplyWorkflow.Result {
        try recorder.refuse(refusal)
        return .refused(runID: recorder.runID, digest: PlanDigest.digest(of: plan), refusal)
    }

    private func evidence(_ inputs: PlannedInputs, _ bound: String?) async throws -> GateEvidence {
        let document = inputs.document
        let check = SignatureCheck(
            environment: environment,
            disk: disk,
            document: document,
            recordedSigners: try recorder.recordedSigners() ?? "nothing"
        )
        return GateEvidence(
            plan: plan,
            issued: content.issued,
            signature: try await check.evidence(),
            approvals: document.approvals(for: plan),
            clock: try recorder.clock(at: environment.now()),
            engine: nil,
            boundEngine: try recorder.boundEngine(),
            history: try recorder.history(of: content.issued),
            origin: OriginEvidence(boundSSOT: bound, stack: nil, planTTLHours: document?.planTTLHours),
            inputs: inputs.evidence,
            usedBy: try recorder.usedBy(),
            limits: document?.limits ?? plan.limits,
            observed: nil,
            protection: nil,
            digestKeyID: plan.digestKeyID,
            phrase: .missing
        )
    }

    /// Whether a person is asked for the phrase: only where the plan needs it, and the flag does not give it.
    private var asks: Bool {
        plan.needsPhrase && request.confirmation == nil && !options.noInput && environment.ask != nil
    }

    /// The runbook's phrase: from the flag, else typed at a terminal.
    private func phrase() -> PhraseEvidence {
        if let given = request.confirmation { return given == ApplyGate.phrase ? .given : .wrong }
        guard plan.needsPhrase, !options.noInput else { return .missing }
        guard let ask = environment.ask else { return .cannotAsk }
        let typed = ask(PhrasePrompt.text(plan))
        return typed == ApplyGate.phrase ? .given : typed == nil ? .missing : .wrong
    }

    private func execute(
        _ permit: consuming ApplyPermit,
        _ session: EngineSession,
        _ look: GateLook,
        _ project: Project,
        _ secrets: SecretValues
    ) async throws -> ApplyWorkflow.Result {
        let observer = look.observer
        let memory = try recorder.memory(project.policy, at: environment.now())
        let seal = try await ApplyReadiness(environment: environment, state: state).proven()
        let unfinished = try UnfinishedRuns.warnings(recorder.ledger, state, but: recorder.runID)
        let principal = permit.principal
        guard environment.interruption.holdBack() else { throw Failure.interrupted(environment.interruption) }
        if let usedBy = try recorder.start(plan, principal: principal) {
            return try refuse(ApplyGate.alreadyUsed(by: usedBy))
        }
        let healthRun = HealthRun(environment: environment, session: session, project: project, observer: observer)
        let before = await healthRun.resultsWhateverHappens()
        let journal = SealedJournal(
            ledger: recorder.ledger,
            run: recorder.runID,
            seal: seal,
            keepDays: project.document.backup.keepDays
        )
        let executor = Executor(
            journal: journal,
            context: context(),
            observer: observer,
            classifier: Classifier(policy: project.policy, memory: memory)
        )
        let hash = SharedServiceHash(project, environment)
        let opening = MutatingEngine.Opening(
            connection: session.connection,
            observer: observer,
            protection: DirectProtection(project.policy),
            secrets: secrets,
            composeHash: { service, ids in await hash?.hash(of: service, ids) ?? "" }
        )
        let records = try await executor.run(permit, on: opening)
        let closing = ApplyClosing(
            attempt: self,
            project: project,
            observer: observer,
            healthRun: healthRun,
            target: look.target
        )
        return try await closing.close(records, healthBefore: before, earlier: unfinished)
    }

    private func context() -> ExecutionContext {
        let environment = environment
        return ExecutionContext(
            now: environment.now,
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
