package import Domain

/// What became of a plan since it was written: whether apply would take it now, and what it still needs.
package struct PlanStanding: Sendable, Hashable {
    package enum Verdict: String, Sendable, CaseIterable {
        case valid
        /// Something that deciding relied on has moved.
        case stale
        case expired
        case used
        /// It was written as not to be applied, or nobody signed it.
        case notApplyable = "not_applyable"
        /// A signature is missing, wrong or not trusted, or somebody vetoed.
        case untrusted
        /// The host was not asked.
        case unchecked
    }

    package let verdict: Verdict
    /// One sentence more about the verdict; may be empty.
    package let detail: String
    package let moved: [Refusal.Moved]
    package let signatures: [SignatureStanding]
    package let approvalsRequired: Int
    /// Principals whose approvals count, sorted.
    package let approvals: [String]
    /// Principals who rejected it, sorted.
    package let vetoes: [String]
    /// The phrase that apply will ask for; `nil` where it asks for none.
    package let phrase: String?

    package init(
        verdict: Verdict,
        detail: String = "",
        moved: [Refusal.Moved] = [],
        signatures: [SignatureStanding] = [],
        approvalsRequired: Int = 0,
        approvals: [String] = [],
        vetoes: [String] = [],
        phrase: String? = nil
    ) {
        self.verdict = verdict
        self.detail = detail
        self.moved = moved
        self.signatures = signatures
        self.approvalsRequired = approvalsRequired
        self.approvals = approvals
        self.vetoes = vetoes
        self.phrase = phrase
    }

    /// How many approvals are missing still.
    package var approvalsMissing: Int { max(0, approvalsRequired - approvals.count) }
}

extension PlanStanding.Verdict {
    /// The verdict as a sentence.
    var sentence: String {
        switch self {
        case .valid: "The plan is valid."
        case .stale: "The plan is stale: the host or an input has moved since. Plan again."
        case .expired: "The plan has expired. Plan again."
        case .used: "The plan has been used. Each plan file is applied once."
        case .notApplyable: "The plan cannot be applied."
        case .untrusted: "The plan's signatures do not allow it to be applied."
        case .unchecked: "The host was not asked whether the plan still holds; apply will ask."
        }
    }
}
