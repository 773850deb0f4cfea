import Domain
import Execution
import Inventory
import Reports

// The gate: the host is observed, the plan is made again, a person confirms.
extension ApplyRun {
    /// The right to apply, and what executing needs.
    struct Admitted: ~Copyable {
        let permit: ApplyPermit
        let session: EngineSession
        let gate: LiveEvidenceCollector
        /// The project that was planned from again.
        let project: Project
        let secrets: SecretValues
    }

    /// Observes the host and plans again, asks for the phrase once everything else holds, and observes again where a
    /// person took their time: what is admitted is what was seen a moment ago.
    func admit(_ collected: Collected, _ session: EngineSession) async throws -> Admitted {
        if let finding = HostCheck.finding(collected.project, session.resolved) {
            throw Refusal(gate: .engine, exitCode: .configuration, diagnostics: [finding])
        }
        let key = try HostKeys(state: state).digestKey(environment)
        let target = session.target(key)
        let gate = LiveEvidenceCollector(
            plan: plan,
            recorder: recorder,
            environment: environment,
            observer: session.observer(key),
            project: collected.project.sealed(for: target),
            target: target
        )
        var unseen: [Diagnostic] = []
        do {
            let live = try await gate.observe()
            unseen = live.classified.host.unseenVolumesWarnings
            var (evidence, project) = try judged(collected.evidence, live, gate)
            if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { throw refusal }
            evidence.phrase = phrase()
            if asks {
                evidence.clock.now = environment.now()
                (evidence, project) = try judged(evidence, try await gate.observe(), gate)
            }
            let secrets = try PlannedSecrets(plan, project.built, target.key).proven()
            return Admitted(
                permit: try ApplyGate.admit(evidence),
                session: session,
                gate: gate,
                project: project,
                secrets: secrets
            )
        } catch let refusal as Refusal {
            throw refusal.adding(unseen)
        }
    }

    /// The evidence with one observation added, and the project that was planned from again.
    ///
    /// - Throws: The refusal where the look itself, a secret or the stack speaks against the plan: planning again would
    ///   only say the same in other words.
    private func judged(
        _ evidence: GateEvidence,
        _ live: LiveEvidence,
        _ gate: LiveEvidenceCollector
    ) throws -> (GateEvidence, Project) {
        var evidence = evidence
        evidence.add(live)
        if let finding = HostCheck.finding(gate.project, live.classified.host.engine) {
            throw Refusal(gate: .engine, exitCode: .configuration, diagnostics: [finding])
        }
        if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { throw refusal }
        _ = try PlannedSecrets(plan, gate.project.built, gate.target.key).proven()
        switch live.replanned {
        case .success(let (project, again)):
            evidence.replanned = again
            return (evidence, project)
        case .failure(let failure):
            throw Refusal(gate: .inputs, exitCode: .refusedStale, diagnostics: failure.diagnostics)
        }
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
}

/// What a person reads before typing the phrase: how much goes, and what nothing can bring back.
enum PhrasePrompt {
    static func text(_ plan: Plan) -> String {
        let summary = PlanSummary(plan)
        let lost = plan.actions.filter { !$0.impact.reversible }.map { "  \($0.address.printed)" }
        let warning =
            lost.isEmpty ? "" : "These cannot be brought back as they were:\n\(lost.joined(separator: "\n"))\n"
        return "\(summary.destroy) to destroy on \(terminalName(plan.engine.name)).\n\(warning)"
            + "Type \(ApplyGate.phrase) to go on: "
    }
}
