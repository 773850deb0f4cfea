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
        let inputs = PlannedInputs(content.plan, root: disk.root)
        let evidence = try await evidence(inputs)
        // What can be refused without the Engine is refused without it.
        if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { return try refuse(refusal) }
        guard let project = try inputs.project(options, environment, root: disk.root),
            project.ssot.sha256 == plan.ssot.sha256, project.policy.environment == plan.environment
        else { return try refuse(inputs.unreadable(plan)) }
        return try await EngineSession.open(options, environment, project: project) { session in
            if let finding = HostCheck.finding(project, session.resolved) { return try refuse(finding) }
            let key = try HostKeys(state: state).digestKey(environment)
            return try await pass(
                evidence,
                session,
                session.observer(key),
                project.sealed(for: session.target(key)),
                key
            )
        }
    }

    /// Looks at the host, asks for the phrase once everything else holds, and looks again where a person took their
    /// time: what is admitted is what was seen a moment ago.
    private func pass(
        _ evidence: GateEvidence,
        _ session: EngineSession,
        _ observer: Observer,
        _ project: Project,
        _ key: DigestKey
    ) async throws -> ApplyWorkflow.Result {
        var evidence = try await evidence.adding(live: live(observer, project, key))
        if let finding = HostCheck.finding(project, evidence.engine ?? plan.engine) { return try refuse(finding) }
        if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { return try refuse(refusal) }
        let secrets: SecretValues
        do throws(Refusal) {
            secrets = try PlannedSecrets(plan, project.built, key).proven()
        } catch {
            return try refuse(error)
        }
        evidence = evidence.adding(phrase: phrase())
        if request.confirmation == nil {
            evidence = try await evidence.adding(live: live(observer, project, key)).adding(now: environment.now())
        }
        let permit: ApplyPermit
        do throws(Refusal) {
            permit = try ApplyGate.admit(evidence)
        } catch {
            return try refuse(error)
        }
        return try await execute(
            permit,
            session,
            observer,
            project,
            secrets,
            memory: try recorder.memory(project.policy, at: environment.now())
        )
    }

    private func refuse(_ finding: Diagnostic) throws -> ApplyWorkflow.Result {
        try refuse(Refusal(gate: .engine, exitCode: .configuration, diagnostics: [finding]))
    }

    private func refuse(_ refusal: Refusal) throws -> ApplyWorkflow.Result {
        try recorder.refuse(refusal)
        return .refused(runID: recorder.runID, digest: PlanDigest.digest(of: plan), refusal)
    }

    private func evidence(_ inputs: PlannedInputs) async throws -> GateEvidence {
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
            clock: ClockEvidence(now: environment.now(), newestRecord: try recorder.newestRecord()),
            engine: nil,
            boundEngine: try recorder.boundEngine(),
            history: try recorder.history(of: content.issued),
            inputs: inputs.evidence,
            usedBy: try recorder.usedBy(),
            limits: document?.limits ?? plan.limits,
            observed: nil,
            protection: nil,
            digestKeyID: plan.digestKeyID,
            phrase: .missing
        )
    }

    private func live(_ observer: Observer, _ project: Project, _ key: DigestKey) async throws -> LiveEvidence {
        let look = HostLook(
            observer: observer,
            policy: project.policy,
            ledger: recorder.ledger,
            environment: environment
        )
        let classified = try await look.inspected().classified
        try recorder.record(observation: classified)
        return LiveEvidence(
            classified: classified,
            protection: DirectProtection(project.policy),
            digestKeyID: key.id
        )
    }

    /// The runbook's phrase: from the flag, else typed at a terminal.
    private func phrase() -> PhraseEvidence {
        if let given = request.confirmation { return given == ApplyGate.phrase ? .given : .wrong }
        guard !options.noInput, let ask = environment.ask else { return .missing }
        let typed = ask(PhrasePrompt.text(plan))
        return typed == ApplyGate.phrase ? .given : typed == nil ? .missing : .wrong
    }

    private func execute(
        _ permit: consuming ApplyPermit,
        _ session: EngineSession,
        _ observer: Observer,
        _ project: Project,
        _ secrets: SecretValues,
        memory: Memory
    ) async throws -> ApplyWorkflow.Result {
        let seal = try HostKeys(state: state).seal()
        let unfinished = try UnfinishedRuns.warnings(recorder.ledger)
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
            target: session.target(try HostKeys(state: state).digestKey(environment))
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
