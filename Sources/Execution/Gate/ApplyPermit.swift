package import Domain

/// The right to apply one plan once. Only ``ApplyGate`` makes one, and whoever uses it up cannot use it again.
package struct ApplyPermit: ~Copyable, Sendable {
    package let plan: Plan
    /// Who signed the plan.
    package let principal: String

    fileprivate init(plan: Plan, principal: String) {
        self.plan = plan
        self.principal = principal
    }
}

extension ApplyGate {
    /// Lets the plan through, or says everything that speaks against it. Evidence that is missing speaks against it too.
    ///
    /// - Throws: The refusal of the first gate that fails, with what the later ones would have said.
    package static func admit(_ evidence: GateEvidence) throws(Refusal) -> ApplyPermit {
        if let refusal = refusal(evidence) { throw refusal }
        // Evidence that nobody collected is no evidence.
        guard case .valid(let principal) = evidence.signature, case .success = evidence.replanned,
            evidence.engine != nil, evidence.observed != nil, evidence.protection != nil
        else {
            let diagnostic = Diagnostic(.planStale, "The host was not observed", fix: "Run the apply again.")
            throw Refusal(gate: .targets, exitCode: .refusedStale, diagnostics: [diagnostic])
        }
        return ApplyPermit(plan: evidence.plan, principal: principal)
    }
}
