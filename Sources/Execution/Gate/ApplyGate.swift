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

extension ApplyGate {
    /// SSOT and stack must be those of this host and, byte for byte, what was planned from.
    static func inputs(_ evidence: GateEvidence) -> [Finding] {
        // Another SSOT is not even read.
        if let other = otherSSOT(evidence) { return [other] }
        return [moved(evidence), otherStack(evidence)].compactMap(\.self)
    }

    /// A laxer SSOT must not come in by its path.
    private static func otherSSOT(_ evidence: GateEvidence) -> Finding? {
        let planned = evidence.plan.ssot.path
        guard let bound = evidence.origin.boundSSOT else {
            return configuration(
                "This host's ledger is bound to no SSOT, and the plan was made from \(planned)",
                fix: "Run 'reconcile init' on this host."
            )
        }
        guard SSOTPath.isProper(planned), planned.hasSameBytes(as: bound) else {
            return configuration(
                "The plan was made from the SSOT \(planned), and this host's ledger is bound to \(bound)",
                fix: "Plan from \(bound). If the other one is meant, let the host's steward run "
                    + "'reconcile init -f FILE --accept-ssot'."
            )
        }
        return nil
    }

    private static func moved(_ evidence: GateEvidence) -> Finding? {
        let moved = evidence.inputs.filter { $0.found != $0.planned.sha256 }
        guard !moved.isEmpty else { return nil }
        let diagnostics = moved.map { input in
            Diagnostic(
                .inputsMoved,
                input.found == nil
                    ? "\(input.planned.path) cannot be read any more"
                    : "\(input.planned.path) changed since the plan",
                detail: "Planned from \(input.planned.sha256), found \(input.found ?? "nothing").",
                fix: "Run 'reconcile plan' again."
            )
        }
        return Finding(.inputs, .refusedStale, diagnostics)
    }

    /// Every file that the SSOT's stack is read from, and no other one.
    private static func otherStack(_ evidence: GateEvidence) -> Finding? {
        guard let named = evidence.origin.stack else { return nil }
        let planned = evidence.plan.stack.map(\.path)
        guard !planned.elementsEqual(named, by: { $0.hasSameBytes(as: $1) }) else { return nil }
        return configuration(
            "The plan's stack ('plan.stack') is \(text(planned)), and the SSOT names \(text(named))",
            fix: "Run 'reconcile plan' again."
        )
    }

    private static func text(_ paths: [String]) -> String { paths.isEmpty ? "no file" : paths.joined(separator: ", ") }

    private static func configuration(_ summary: String, fix: String) -> Finding {
        Finding(.inputs, .configuration, [Diagnostic(.ledgerOtherSSOT, summary, fix: fix)])
    }
}
