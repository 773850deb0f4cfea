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

/// One signature beside a plan file, as it was judged.
package struct SignatureStanding: Sendable, Hashable {
    package let principal: String
    /// `reconcile-plan`, `reconcile-approval` or `reconcile-reject`.
    package let namespace: String
    package let isGood: Bool

    package init(principal: String, namespace: String, isGood: Bool) {
        self.principal = principal
        self.namespace = namespace
        self.isGood = isGood
    }

    package var json: JSON {
        ["principal": .string(principal), "namespace": .string(namespace), "ok": .bool(isGood)]
    }
}

/// The commands that sign and verify with stock OpenSSH, so that nobody needs to trust this tool for it.
package struct SigningCommands: Sendable, Hashable {
    private let file: String
    private let author: String?
    private let signersPath: String

    /// The commands for a plan file at a path; `author` is the principal who signed, `nil` for an unsigned file.
    package init(file: String, author: String?, signersPath: String) {
        self.file = file
        self.author = author
        self.signersPath = signersPath
    }

    /// Reads the file from standard input: given as an argument, `ssh-keygen` would offer to overwrite the author's
    /// signature.
    package var approve: [String] {
        [
            "ssh-keygen -Y sign -n reconcile-approval -f KEY \\", "  < \(quoted(file)) \\",
            "  > \(quoted(file + ".PRINCIPAL.approval.sig"))",
        ]
    }

    package var verify: [String] {
        let reproduce = ["reconcile verify-plan --reproduce --observed SNAPSHOT \\", "  \(quoted(file))"]
        guard let author else { return reproduce }
        return [
            "ssh-keygen -Y verify -n reconcile-plan -I \(quoted(author)) \\", "  -f \(quoted(signersPath)) \\",
            "  -s \(quoted(file + ".sig")) \\", "  < \(quoted(file))",
        ] + reproduce
    }

    /// A path with characters that a terminal must not see is printed with them escaped: visibly wrong is better than
    /// invisibly different.
    private func quoted(_ text: String) -> String { shellQuoted(terminalName(text)) }
}
