internal import Domain

// Who signed, who else must, and whether the file may still and only once be used.
extension ApplyGate {
    /// Single use, sticky protection and every age come from the ledger: a lost one must not pass for a new one.
    static func history(_ evidence: GateEvidence) -> Finding? {
        guard case .doesNotExtend(let checkpoint) = evidence.history else { return nil }
        let diagnostic = Diagnostic(
            .ledgerUnsound,
            "This ledger does not continue the history that the plan was made on",
            detail: "The plan's checkpoint: \(checkpoint.split(separator: "\n").joined(separator: " ")).",
            fix: "Use the ledger of the host (--state), restore it from its last copy, or plan again on this one."
        )
        return Finding(.ledger, .configuration, [diagnostic])
    }

    static func signature(_ evidence: GateEvidence) -> Finding? {
        switch evidence.signature {
        case .valid(let principal):
            principal == evidence.issued.by
                ? nil
                : trust(
                    .signature,
                    .signatureInvalid,
                    "The plan says it is by \(evidence.issued.by ?? "nobody"), and \(principal) signed it",
                    "Let its author plan and sign again."
                )
        case .missing:
            trust(
                .signature,
                .signatureMissing,
                "The plan file has no signature beside it",
                "Sign it: plan again without --unsigned, or restore the .sig file from git."
            )
        case .invalid(let reason):
            trust(
                .signature,
                .signatureInvalid,
                "The plan's signature does not count: \(reason)",
                "Plan again with a key that the signers file lists for reconcile-plan."
            )
        case .signersMoved(let recorded, let found):
            trust(
                .signature,
                .signersMoved,
                "The signers file is not the one that this host recorded",
                "If the change is meant, let the host's steward run 'reconcile init' again with --accept-signers.",
                detail: "Recorded \(recorded), found \(found)."
            )
        case .signersUnreadable(let reason):
            trust(
                .signature,
                .signersInvalid,
                "The signers file cannot be used: \(reason)",
                "Mend the file; see 'reconcile explain RC402'."
            )
        }
    }

    /// Approvals by others do not exist yet: whatever asks for them is never ignored.
    static func approvals(_ evidence: GateEvidence) -> Finding? {
        guard evidence.approvals.required > 0 else { return nil }
        let diagnostic = Diagnostic(
            .approvalsUnsupported,
            "'\(evidence.approvals.key)' asks for \(evidence.approvals.required) approvals, which this version cannot check",
            fix: "Wait for a version with approvals, or set it to 0 and let the pull request be the review.",
            position: evidence.approvals.position
        )
        return Finding(.approvals, .configuration, [diagnostic])
    }

    static func expiry(_ evidence: GateEvidence) -> Finding? {
        let clock = evidence.clock
        if let newest = clock.newestRecord, clock.now.adding(seconds: 300) < newest {
            return trust(
                .expiry,
                .clockBehind,
                "This host's clock (\(clock.now)) is behind its newest record (\(newest))",
                "Set the clock; expiry cannot be judged with it."
            )
        }
        guard clock.now >= evidence.issued.expiresAt else { return nil }
        return trust(
            .expiry,
            .planExpired,
            "The plan expired at \(evidence.issued.expiresAt)",
            "Plan again; 'approval.plan_ttl_hours' sets how long a plan lives."
        )
    }

    static func engine(_ evidence: GateEvidence) -> Finding? {
        guard let live = evidence.engine else { return nil }
        if live != evidence.plan.engine {
            return trust(
                .engine,
                .planOtherEngine,
                "The plan is for engine \(evidence.plan.engine.text), and this is \(live.text)",
                "Apply it on its own host, or plan here."
            )
        }
        guard let bound = evidence.boundEngine, bound != live else { return nil }
        let diagnostic = Diagnostic(
            .ledgerOtherEngine,
            "The ledger belongs to engine \(bound.text), and this is \(live.text)",
            fix: "Use this engine's own state with --state, or 'docker.engine_id' in the SSOT."
        )
        return Finding(.engine, .configuration, [diagnostic])
    }

    static func singleUse(_ evidence: GateEvidence) -> Finding? {
        evidence.usedBy.map {
            trust(
                .singleUse,
                .planUsed,
                "The plan was applied before, by run \($0)",
                "Plan again: a plan is used once."
            )
        }
    }

    private static func trust(
        _ gate: Gate,
        _ code: DiagnosticCode,
        _ summary: String,
        _ fix: String,
        detail: String = ""
    ) -> Finding {
        Finding(gate, .refusedTrust, [Diagnostic(code, summary, detail: detail, fix: fix)])
    }
}

extension EngineIdentity {
    fileprivate var text: String { "\(name) (\(id))" }
}
