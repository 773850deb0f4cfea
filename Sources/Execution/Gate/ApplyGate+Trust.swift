import Domain

// Who signed, who else must, and whether the file may still and only once be used.
extension ApplyGate {
    static func ledger(_ evidence: GateEvidence) -> [Finding] {
        [history(evidence), lostLedger(evidence)].compactMap(\.self)
    }

    /// Single use, sticky protection and every age come from the ledger: a lost one must not pass for a new one.
    private static func history(_ evidence: GateEvidence) -> Finding? {
        let checkpoint: String
        switch evidence.history {
        case .consistent: return nil
        case .missing: return noCheckpoint
        case .doesNotExtend(let body): checkpoint = body
        }
        let diagnostic = Diagnostic(
            .ledgerUnsound,
            "This ledger does not continue the history that the plan was made on",
            detail: "The plan's checkpoint: \(checkpoint.split(separator: "\n").joined(separator: " ")).",
            fix: "Use the ledger of the host (--state), restore it from its last copy, or plan again on this one."
        )
        return Finding(.configuration, [diagnostic])
    }

    private static var noCheckpoint: Finding {
        let diagnostic = Diagnostic(
            .ledgerUnsound,
            "The plan carries no checkpoint ('issued.checkpoint'), and this host's ledger has one",
            detail: "Without it nothing shows that the plan was made on this host's history.",
            fix: "Plan on this host, or from a new snapshot of it ('reconcile observe')."
        )
        return Finding(.configuration, [diagnostic])
    }

    /// What this ledger knows nothing of was made by one that is lost, or by another one of the same engine.
    private static func lostLedger(_ evidence: GateEvidence) -> Finding? {
        LostLedger.diagnostic(evidence.unknownPlans).map { Finding(.configuration, [$0]) }
    }

    static func signature(_ evidence: GateEvidence) -> [Finding] {
        evidence.signature.objection(author: evidence.issued.by).map { [Finding(.refusedTrust, [$0])] } ?? []
    }

    /// Approvals by others do not exist yet: whatever asks for them is never ignored.
    static func approvals(_ evidence: GateEvidence) -> [Finding] {
        guard evidence.approvals.required > 0 else { return [] }
        let diagnostic = Diagnostic(
            .approvalsUnsupported,
            "'\(evidence.approvals.key)' asks for \(evidence.approvals.required) approvals, which this version cannot check",
            fix: "Wait for a version with approvals, or set it to 0 and let the pull request be the review.",
            position: evidence.approvals.position
        )
        return [Finding(.configuration, [diagnostic])]
    }

    static func expiry(_ evidence: GateEvidence) -> [Finding] {
        let clock = evidence.clock
        if let newest = clock.newestRecord, clock.now.adding(seconds: 300) < newest {
            return trust(
                .clockBehind,
                "This host's clock (\(clock.now)) is behind its newest record (\(newest))",
                "Set the clock; expiry cannot be judged with it. If the record is what is wrong, accept it with "
                    + "'reconcile init --accept-clock'.",
                detail: clock.newestRun.map { "The run \($0) recorded it." } ?? ""
            )
        }
        let fault = validity(evidence)
        guard fault.isEmpty else { return fault }
        guard clock.now >= evidence.issued.expiresAt else { return [] }
        return trust(
            .planExpired,
            "The plan expired at \(evidence.issued.expiresAt)",
            "Plan again; 'approval.plan_ttl_hours' sets how long a plan lives."
        )
    }

    /// How long a plan lives is the SSOT's word, whatever its file says.
    private static func validity(_ evidence: GateEvidence) -> [Finding] {
        let issued = evidence.issued
        guard issued.at <= evidence.clock.now.adding(seconds: 300) else {
            return trust(
                .planValidity,
                "The plan says that it was issued in the future ('issued.at' is \(issued.at))",
                "Set the clocks, then plan again."
            )
        }
        guard let hours = evidence.origin.planTTLHours else { return [] }
        guard issued.expiresAt > issued.at.adding(seconds: Int64(hours) * 3_600) else { return [] }
        return trust(
            .planValidity,
            "The plan's 'issued.expires_at' (\(issued.expiresAt)) is later than 'approval.plan_ttl_hours' allows",
            "Plan again; 'issued.expires_at' is at most \(hours) hours after 'issued.at'."
        )
    }

    static func engine(_ evidence: GateEvidence) -> [Finding] {
        if let mismatch = evidence.hostMismatch { return [Finding(.configuration, [mismatch])] }
        guard let live = evidence.engine else { return [] }
        if live != evidence.plan.engine {
            return trust(
                .planOtherEngine,
                "The plan is for engine \(evidence.plan.engine.text), and this is \(live.text)",
                "Apply it on its own host, or plan here."
            )
        }
        guard let bound = evidence.boundEngine, bound != live else { return [] }
        let diagnostic = Diagnostic(
            .ledgerOtherEngine,
            "The ledger belongs to engine \(bound.text), and this is \(live.text)",
            fix: "Use this engine's own state with --state, or 'docker.engine_id' in the SSOT."
        )
        return [Finding(.configuration, [diagnostic])]
    }

    static func singleUse(_ evidence: GateEvidence) -> [Finding] {
        evidence.usedBy.map { [alreadyUsed(by: $0)] } ?? []
    }

    static func alreadyUsed(by run: String) -> Finding {
        Finding(
            .refusedTrust,
            [Diagnostic(.planUsed, "The plan was applied before, by run \(run)", fix: planAgainOnce)]
        )
    }

    private static let planAgainOnce = "Plan again: a plan is used once."

    private static func trust(
        _ code: DiagnosticCode,
        _ summary: String,
        _ fix: String,
        detail: String = ""
    ) -> [Finding] {
        [Finding(.refusedTrust, [Diagnostic(code, summary, detail: detail, fix: fix)])]
    }
}

extension EngineIdentity {
    fileprivate var text: String { "\(name) (\(id))" }
}
