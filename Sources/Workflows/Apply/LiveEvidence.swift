internal import Classification
internal import Domain
internal import Execution

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
    var assumingPhrase: GateEvidence { adding(phrase: .given) }

    func adding(phrase: PhraseEvidence) -> GateEvidence { with { $0.phrase = phrase } }

    func adding(now: Timestamp) -> GateEvidence {
        with {
            $0.clock = ClockEvidence(now: now, newestRecord: clock.newestRecord, newestRun: clock.newestRun)
        }
    }

    func adding(stack: [String]) -> GateEvidence { with { $0.origin.stack = stack } }

    /// Without what planning again gave: what the look itself shows is told first.
    func adding(live: LiveEvidence) -> GateEvidence {
        with {
            $0.engine = live.classified.host.engine
            $0.observed = live.classified
            $0.protection = live.protection
            $0.digestKeyID = live.digestKeyID
            $0.unknownPlans = live.unknownPlans
            $0.replanned = nil
        }
    }

    func adding(replanned: ReplanEvidence) -> GateEvidence { with { $0.replanned = replanned } }

    private func with(_ change: (inout GateEvidence) -> Void) -> GateEvidence {
        var evidence = self
        change(&evidence)
        return evidence
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
