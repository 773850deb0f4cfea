import Domain
import Execution
import Reports
import Signing

extension PlanStanding {
    /// What the gate would say of a plan without looking at the host.
    init(
        refusal: Refusal?,
        signature: SignatureEvidence,
        _ evidence: GateEvidence,
        _ content: PlanFileContent
    ) {
        let deletes = content.plan.needsPhrase
        self.init(
            verdict: refusal.map { Verdict($0) } ?? .unchecked,
            detail: refusal?.diagnostics.first?.summary ?? "",
            moved: refusal?.moved ?? [],
            signatures: [signature.standing(author: content.issued.by)].compactMap(\.self),
            approvalsRequired: evidence.approvals.required,
            phrase: deletes ? ApplyGate.phrase : nil
        )
    }
}

extension PlanStanding.Verdict {
    fileprivate init(_ refusal: Refusal) {
        switch refusal.gate {
        case .signature, .approvals: self = .untrusted
        case .expiry: self = .expired
        case .singleUse: self = .used
        case .inputs, .targets: self = .stale
        case .engine, .limits, .findings, .ledger, .planFile, .phrase: self = .notApplyable
        }
    }
}

extension SignatureEvidence {
    /// The author's signature as reports list it; `nil` where there is none.
    func standing(author: String?) -> SignatureStanding? {
        let namespace = SignatureNamespace.plan.rawValue
        let isGood = objection(author: author) == nil
        return switch self {
        case .valid(let principal): SignatureStanding(principal: principal, namespace: namespace, isGood: isGood)
        case .missing: nil
        case .invalid, .signersMoved, .signersUnreadable:
            SignatureStanding(principal: author ?? "unknown", namespace: namespace, isGood: false)
        }
    }
}
