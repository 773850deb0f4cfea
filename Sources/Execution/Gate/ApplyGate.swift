package import Domain

/// The gates of apply in their order. Everything fails closed.
package enum ApplyGate {
    /// What the runbook has people type before a clean-up.
    package static let phrase = "APPLY CLEANUP"

    /// What one gate found.
    struct Finding {
        let gate: Gate
        let exitCode: ExitCode
        let diagnostics: [Diagnostic]
        var moved: [Refusal.Moved] = []

        init(
            _ gate: Gate,
            _ exitCode: ExitCode,
            _ diagnostics: [Diagnostic],
            moved: [Refusal.Moved] = []
        ) {
            self.gate = gate
            self.exitCode = exitCode
            self.diagnostics = diagnostics
            self.moved = moved
        }
    }

    /// The refusal, or `nil` where every gate is passed.
    package static func refusal(_ evidence: GateEvidence) -> Refusal? {
        let findings = findings(evidence)
        guard let first = findings.first else { return nil }
        return Refusal(
            gate: first.gate,
            exitCode: first.exitCode,
            diagnostics: findings.flatMap(\.diagnostics),
            moved: findings.flatMap(\.moved)
        )
    }

    private static func findings(_ evidence: GateEvidence) -> [Finding] {
        let trust = [history, lostLedger, content, signature, approvals, expiry, engine].compactMap { $0(evidence) }
        let rest = [singleUse, limits].compactMap { $0(evidence) }
        let targets = targets(evidence)
        return trust + inputs(evidence) + rest + targets + replanned(evidence, after: targets)
            + [phrase(evidence)].compactMap(\.self)
    }

    /// A file without an action is readable, and there is nothing to apply.
    private static func content(_ evidence: GateEvidence) -> Finding? {
        guard !evidence.plan.applyable else { return nil }
        let diagnostic = Diagnostic(
            .planFileInvalid,
            "The plan is not applyable: it has no action",
            fix: "Run 'reconcile plan': it writes a file only where there is something to do."
        )
        return Finding(.planFile, .invalidInput, [diagnostic])
    }

    private static func limits(_ evidence: GateEvidence) -> Finding? {
        guard let observed = evidence.observed else { return nil }
        // The stricter of the plan's limits and the SSOT's: a plan cannot raise them.
        let limits = Limits(
            maxDeletes: min(evidence.plan.limits.maxDeletes, evidence.limits.maxDeletes),
            maxDeletePercent: min(evidence.plan.limits.maxDeletePercent, evidence.limits.maxDeletePercent),
            maxDeletesPosition: evidence.limits.maxDeletesPosition,
            maxDeletePercentPosition: evidence.limits.maxDeletePercentPosition
        )
        let violations = LimitCheck(plan: evidence.plan, limits: limits, classified: observed).violations
        return violations.isEmpty ? nil : Finding(.limits, .refusedProtected, violations)
    }

    private static func targets(_ evidence: GateEvidence) -> [Finding] {
        guard let observed = evidence.observed, let protection = evidence.protection else { return [] }
        return TargetCheck(
            plan: evidence.plan,
            again: evidence.replanned?.plan,
            observed: observed,
            protection: protection,
            digestKeyID: evidence.digestKeyID
        ).findings
    }

    private static func phrase(_ evidence: GateEvidence) -> Finding? {
        guard evidence.plan.needsPhrase else { return nil }
        let flag = "pass --confirm \"\(ApplyGate.phrase)\""
        let prompt = "Type \(ApplyGate.phrase) at the prompt, or \(flag)."
        let needed = "A plan with deletes needs the phrase"
        return switch evidence.phrase {
        case .given: nil
        case .missing: phraseMissing(needed, prompt)
        case .wrong: phraseMissing("The phrase does not fit", prompt)
        case .cannotAsk:
            phraseMissing(
                "\(needed), and no terminal is there to type it at",
                "Without a terminal, \(flag): what is piped into standard input is not read."
            )
        }
    }

    private static func phraseMissing(_ summary: String, _ fix: String) -> Finding {
        Finding(.phrase, .refusedTrust, [Diagnostic(.phraseMissing, summary, fix: fix)])
    }
}
