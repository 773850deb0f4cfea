internal import Classification
internal import Domain
internal import Execution

/// What the Engine said, to be added to what files and ledger said.
struct LiveEvidence {
    let classified: ClassifiedHost
    let protection: DirectProtection
    let digestKeyID: String
}

extension GateEvidence {
    /// The same evidence as if the phrase had been given: nobody is asked for it before everything else holds.
    var assumingPhrase: GateEvidence { adding(phrase: .given) }

    func adding(phrase: PhraseEvidence) -> GateEvidence {
        with(engine: engine, observed: observed, protection: protection, digestKeyID: digestKeyID, phrase: phrase)
    }

    func adding(now: Timestamp) -> GateEvidence {
        with(
            engine: engine,
            observed: observed,
            protection: protection,
            digestKeyID: digestKeyID,
            phrase: phrase,
            clock: ClockEvidence(now: now, newestRecord: clock.newestRecord)
        )
    }

    func adding(live: LiveEvidence) -> GateEvidence {
        with(
            engine: live.classified.host.engine,
            observed: live.classified,
            protection: live.protection,
            digestKeyID: live.digestKeyID,
            phrase: phrase
        )
    }

    private func with(
        engine: EngineIdentity?,
        observed: ClassifiedHost?,
        protection: DirectProtection?,
        digestKeyID: String,
        phrase: PhraseEvidence,
        clock: ClockEvidence? = nil
    ) -> GateEvidence {
        GateEvidence(
            plan: plan,
            issued: issued,
            signature: signature,
            approvals: approvals,
            clock: clock ?? self.clock,
            engine: engine,
            boundEngine: boundEngine,
            history: history,
            inputs: inputs,
            usedBy: usedBy,
            limits: limits,
            observed: observed,
            protection: protection,
            digestKeyID: digestKeyID,
            phrase: phrase
        )
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
