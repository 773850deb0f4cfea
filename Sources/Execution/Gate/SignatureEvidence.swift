package import Domain

/// What verifying the author's signature gave.
package enum SignatureEvidence: Sendable, Hashable {
    case valid(principal: String)
    case missing
    /// Why the signature does not count, in one sentence.
    case invalid(reason: String)
    /// The signers file is not the one that was recorded on this host.
    case signersMoved(recorded: String, found: String)
    case signersUnreadable(reason: String)
}

extension SignatureEvidence {
    /// What speaks against the signature of a plan by `author`; `nil` where the author signed.
    package func objection(author: String?) -> Diagnostic? {
        switch self {
        case .valid(let principal):
            principal == author
                ? nil
                : Diagnostic(
                    .signatureInvalid,
                    "The plan says it is by \(author ?? "nobody"), and \(principal) signed it",
                    fix: "Let its author plan and sign again."
                )
        case .missing:
            Diagnostic(
                .signatureMissing,
                "The plan file has no signature beside it",
                fix: "Sign it: plan again without --unsigned, or restore the .sig file from git."
            )
        case .invalid(let reason):
            Diagnostic(
                .signatureInvalid,
                "The plan's signature does not count: \(reason)",
                fix: "Plan again with a key that the signers file lists for reconcile-plan."
            )
        case .signersMoved(let recorded, let found):
            Diagnostic(
                .signersMoved,
                "The signers file is not the one that this host recorded",
                detail: "Recorded \(recorded), found \(found).",
                fix: "If the change is meant, let the host's steward run 'reconcile init' again with --accept-signers."
            )
        case .signersUnreadable(let reason):
            Diagnostic(
                .signersInvalid,
                "The signers file cannot be used: \(reason)",
                fix: "Mend the file; see 'reconcile explain RC402'."
            )
        }
    }
}
