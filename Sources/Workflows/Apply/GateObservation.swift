internal import Classification
internal import Domain
internal import Execution
internal import Inventory
internal import Planning

/// One observation of the gate: the host as `plan` observes it, and the plan that the planner makes for it now.
struct GateObservation {
    let plan: Plan
    let recorder: ApplyRecorder
    let environment: Environment
    let observer: Observer
    /// Sealed for `target`.
    let project: Project
    let target: BuiltStack.Target

    func observe() async throws -> LiveEvidence {
        let host = HostObserver(
            observer: observer,
            policy: project.policy,
            ledger: recorder.ledger,
            environment: environment
        )
        let view = try host.record(try await host.observeEverything(), run: recorder.runID, kind: .apply)
        let traces = PlanTraces(ledger: recorder.ledger, environment: environment)
        return LiveEvidence(
            classified: view.classified,
            protection: DirectProtection(project.policy),
            digestKeyID: target.key.id,
            unknownPlans: try traces.unknown(on: view.host),
            replanned: try await replanned(view)
        )
    }

    /// The plan made again. A stack that cannot be planned any more is reported only if everything before it holds.
    private func replanned(_ view: HostView) async throws -> Result<(Project, ReplanEvidence), Failure> {
        let planning = HostPlanning(
            environment: environment,
            mode: plan.mode,
            selection: .only(Set(plan.actions.map(\.address))),
            digestKeyID: target.key.id
        )
        do {
            let (project, result) = try await planning.plan(project, target, view.host, view.memory)
            let evidence = ReplanEvidence(
                plan: result.plan,
                declared: project.built?.desired?.addresses ?? [],
                violations: result.violations,
                isOwnPlan: try recorder.hasRecordedPlan()
            )
            return .success((project, evidence))
        } catch let failure as Failure {
            return .failure(failure)
        }
    }
}

extension DesiredStack {
    /// Everything that it declares, as actions are addressed.
    fileprivate var addresses: Set<Address> {
        Set(containers.map { Address(.container, $0.name) })
            .union(networks.map { Address(.network, $0.name) })
            .union(volumes.map { Address(.volume, $0.name) })
            .union(containers.map { Address(.image, ImageReference.shown($0.image)) })
    }
}

/// What the Engine said, to be added to what files and ledger said.
struct LiveEvidence {
    let classified: ClassifiedHost
    let protection: DirectProtection
    let digestKeyID: String
    let unknownPlans: [String]
    /// What planning again gave, with the project that it was done from; or why it could not be done.
    let replanned: Result<(Project, ReplanEvidence), Failure>
}

extension GateEvidence {
    /// The same evidence as if the phrase had been given: nobody is asked for it before everything else holds.
    var assumingPhrase: GateEvidence {
        var evidence = self
        evidence.phrase = .given
        return evidence
    }

    /// Without what planning again gave: what the host itself shows is reported first.
    mutating func add(_ live: LiveEvidence) {
        engine = live.classified.host.engine
        observed = live.classified
        protection = live.protection
        digestKeyID = live.digestKeyID
        unknownPlans = live.unknownPlans
        replanned = nil
    }
}

extension ApplyGate {
    /// Somebody else's apply of the same file won the race to the start record.
    static func alreadyUsed(by run: String) -> Refusal {
        let diagnostic = Diagnostic(
            .planUsed,
            "The plan was applied before, by run \(run)",
            fix: "Plan again: a plan is used once."
        )
        return Refusal(gate: .singleUse, exitCode: .refusedTrust, diagnostics: [diagnostic])
    }
}
