import Domain
import Execution
import Inventory

// The gate: the host is observed, the plan is made again, a person confirms.
extension ApplyRun {
    /// The right to apply, and what executing needs.
    struct Admitted: ~Copyable {
        let permit: ApplyPermit
        let session: EngineSession
        let collector: LiveEvidenceCollector
        let live: LiveEvidence
    }

    /// Asks the gate with all evidence. Where a person took their time to confirm, everything is collected again: what is
    /// admitted is what was seen a moment ago.
    func admit(_ collected: Collected, _ session: EngineSession) async throws -> Admitted {
        var (evidence, collector, live) = try await observe(collected, session)
        let typed = phrase()
        if asks { (evidence, collector, live) = try await observe(try await collect(), session) }
        evidence.phrase = typed
        evidence.clock.now = environment.now()
        do {
            let permit = try ApplyGate.admit(evidence)
            return Admitted(permit: permit, session: session, collector: collector, live: live)
        } catch {
            throw error.adding(live.classified.host.unseenVolumesWarnings)
        }
    }

    /// - Throws: The refusal where the host or planning again speaks against the plan.
    private func observe(
        _ collected: Collected,
        _ session: EngineSession
    ) async throws -> (GateEvidence, LiveEvidenceCollector, LiveEvidence) {
        var evidence = collected.evidence
        evidence.hostMismatch = HostCheck.finding(collected.project, session.resolved)
        try refuse(evidence)
        let key = try HostKeys(state: state).digestKey(environment)
        let target = session.target(key)
        let collector = LiveEvidenceCollector(
            plan: plan,
            recorder: recorder,
            environment: environment,
            observer: session.observer(key),
            project: collected.project.sealed(for: target),
            target: target,
            key: key
        )
        let live = try await collector.collect()
        evidence.add(live)
        do {
            try refuse(evidence)
        } catch {
            throw error.adding(live.classified.host.unseenVolumesWarnings)
        }
        return (evidence, collector, live)
    }

    /// - Throws: What the gate says against the plan so far, but for the phrase: nobody is asked for it in vain.
    func refuse(_ evidence: GateEvidence) throws(Refusal) {
        if let refusal = ApplyGate.refusal(evidence.assumingPhrase) { throw refusal }
    }

    /// Whether a person is asked for the phrase: only where the plan needs it, and the flag does not give it.
    private var asks: Bool {
        plan.needsPhrase && request.confirmation == nil && !options.noInput && environment.askPhrase != nil
    }

    /// The runbook's phrase: from the flag, else typed at a terminal.
    private func phrase() -> PhraseEvidence {
        if let given = request.confirmation { return given == ApplyGate.phrase ? .given : .wrong }
        guard plan.needsPhrase, !options.noInput else { return .missing }
        guard let ask = environment.askPhrase else { return .cannotAsk }
        let typed = ask(plan, ApplyGate.phrase)
        return typed == ApplyGate.phrase ? .given : typed == nil ? .missing : .wrong
    }
}
