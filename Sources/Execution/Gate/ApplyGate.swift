package import Domain

/// The gates of apply: whether a plan may be applied, from everything that was collected about it.
package enum ApplyGate {
    /// What the runbook has people type before a clean-up.
    package static let phrase = "APPLY CLEANUP"

    /// What one gate found.
    struct Finding {
        let exitCode: ExitCode
        let diagnostics: [Diagnostic]
        var moved: [Refusal.Moved] = []

        init(_ exitCode: ExitCode, _ diagnostics: [Diagnostic], moved: [Refusal.Moved] = []) {
            self.exitCode = exitCode
            self.diagnostics = diagnostics
            self.moved = moved
        }
    }

    /// The refusal of the first gate that fails, with what the later ones say; `nil` where nothing speaks against the
    /// plan so far. Evidence that is not collected yet is not asked for: only ``admit(_:)`` demands all of it.
    package static func refusal(_ evidence: GateEvidence) -> Refusal? {
        var found: [(gate: Gate, finding: Finding)] = []
        for gate in Gate.allCases {
            found += findings(gate, evidence, passedSoFar: found.isEmpty).map { (gate, $0) }
        }
        guard let first = found.first else { return nil }
        return Refusal(
            gate: first.gate,
            exitCode: first.finding.exitCode,
            diagnostics: found.flatMap(\.finding.diagnostics),
            moved: found.flatMap(\.finding.moved)
        )
    }

    private static func findings(_ gate: Gate, _ evidence: GateEvidence, passedSoFar: Bool) -> [Finding] {
        switch gate {
        case .ledger: ledger(evidence)
        case .planFile: planFile(evidence)
        case .signature: signature(evidence)
        case .approvals: approvals(evidence)
        case .expiry: expiry(evidence)
        case .engine: engine(evidence)
        case .inputs: inputs(evidence)
        case .singleUse: singleUse(evidence)
        case .limits: limits(evidence)
        case .findings: denied(evidence)
        case .targets: targets(evidence, passedSoFar: passedSoFar)
        case .phrase: phrase(evidence)
        }
    }

    /// A file without an action is readable, and there is nothing to apply.
    private static func planFile(_ evidence: GateEvidence) -> [Finding] {
        guard !evidence.plan.applyable else { return [] }
        let diagnostic = Diagnostic(
            .planFileInvalid,
            "The plan is not applyable: it has no action",
            fix: "Run 'reconcile plan': it writes a file only where there is something to do."
        )
        return [Finding(.invalidInput, [diagnostic])]
    }

    private static func limits(_ evidence: GateEvidence) -> [Finding] {
        guard let observed = evidence.observed else { return [] }
        // The stricter of the plan's limits and the SSOT's: a plan cannot raise them.
        let limits = Limits(
            maxDeletes: min(evidence.plan.limits.maxDeletes, evidence.limits.maxDeletes),
            maxDeletePercent: min(evidence.plan.limits.maxDeletePercent, evidence.limits.maxDeletePercent),
            maxDeletesPosition: evidence.limits.maxDeletesPosition,
            maxDeletePercentPosition: evidence.limits.maxDeletePercentPosition
        )
        let violations = LimitCheck(plan: evidence.plan, limits: limits, classified: observed).violations
        return violations.isEmpty ? [] : [Finding(.refusedProtected, violations)]
    }

    /// Every target as it is now, then planning again. What planning again gives is reported only where nothing else speaks
    /// against the plan: it would say the same in other words.
    private static func targets(_ evidence: GateEvidence, passedSoFar: Bool) -> [Finding] {
        guard let observed = evidence.observed, let protection = evidence.protection else { return [] }
        let moved = TargetCheck(
            plan: evidence.plan,
            again: (try? evidence.replanned?.get())?.plan,
            observed: observed,
            protection: protection,
            digestKeyID: evidence.digestKeyID
        ).findings
        return passedSoFar && moved.isEmpty ? replanned(evidence) : moved
    }

    private static func phrase(_ evidence: GateEvidence) -> [Finding] {
        guard evidence.plan.needsPhrase else { return [] }
        let flag = "pass --confirm \"\(ApplyGate.phrase)\""
        let prompt = "Type \(ApplyGate.phrase) at the prompt, or \(flag)."
        let needed = "A plan with deletes needs the phrase"
        return switch evidence.phrase {
        case .given: []
        case .missing: phraseMissing(needed, prompt)
        case .wrong: phraseMissing("The phrase does not fit", prompt)
        case .cannotAsk:
            phraseMissing(
                "\(needed), and no terminal is there to type it at",
                "Without a terminal, \(flag): what is piped into standard input is not read."
            )
        }
    }

    private static func phraseMissing(_ summary: String, _ fix: String) -> [Finding] {
        [Finding(.refusedTrust, [Diagnostic(.phraseMissing, summary, fix: fix)])]
    }
}

// Refusals where there is no evidence that a gate could judge.
extension ApplyGate {
    /// The plan file is not a plan: it is not canonical, or of an unknown version.
    package static func unreadable(_ diagnostics: [Diagnostic]) -> Refusal {
        Refusal(gate: .planFile, exitCode: .invalidInput, diagnostics: diagnostics)
    }

    /// The SSOT was there a moment ago and is not any more, or is another one now.
    package static func vanished(_ ssot: Plan.PinnedFile) -> Refusal {
        let diagnostic = Diagnostic(
            .inputsMoved,
            "\(ssot.path) cannot be read any more, or has just changed",
            fix: "Run 'reconcile validate', then plan again."
        )
        return Refusal(gate: .inputs, exitCode: .refusedStale, diagnostics: [diagnostic])
    }

    /// Another apply of the same file was the first to put its start on record.
    package static func used(by run: String) -> Refusal {
        let finding = alreadyUsed(by: run)
        return Refusal(gate: .singleUse, exitCode: finding.exitCode, diagnostics: finding.diagnostics)
    }
}
