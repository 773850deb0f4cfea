import Domain

extension CodePage {
    static let trust: [CodePage] = [
        CodePage(
            .signatureMissing,
            "A signature is missing",
            exit: .refusedTrust,
            cause: "The plan file has no author's signature beside it, or it was written with --unsigned.",
            example: "X.plan.json without X.plan.json.sig",
            fix: "Commit the signature with the plan, or plan again with a key."
        ),
        CodePage(
            .signatureInvalid,
            "A signature is not good",
            exit: .refusedTrust,
            cause: "The signature does not fit the bytes, or its key is not in the signers file for this purpose.",
            example: "a plan file that was changed after signing",
            fix: "Check the file out again. If the signer is new, have the signers file accepted on the host first."
        ),
        CodePage(
            .signersInvalid,
            "The signers file is not valid",
            exit: .configuration,
            cause:
                "Each line needs exactly one literal principal and a `namespaces` option, and one key stands for one "
                + "person.",
            example: "alice,bob namespaces=\"reconcile-approval\" ssh-ed25519 AAAA…",
            fix: "Write one line for each person, with a key of their own."
        ),
        CodePage(
            .signersMoved,
            "The signers file is not the pinned one",
            exit: .refusedTrust,
            canWarn: true,
            cause: "The host pins who may sign. A pull request cannot bring its own approvers.",
            example: "a commit that adds a line to infra/docker/allowed_signers",
            fix: "Have the change accepted on the host by signers whom the pinned file allows."
        ),
        CodePage(
            .keyMissing,
            "There is no key to sign with",
            exit: .configuration,
            cause: "Neither --key nor RECONCILE_KEY nor the key that `init` makes can be used.",
            example: "reconcile plan in a fresh clone",
            fix: "Run `reconcile init`, or name a key with --key. `plan --unsigned` writes a file that apply refuses."
        ),
        CodePage(
            .approvalsUnsupported,
            "Approvals are asked for, and this version cannot judge them",
            exit: .configuration,
            cause:
                "The SSOT asks for signatures of others than the author. What asks for more care is never ignored, so apply refuses.",
            example: "approval: {required: 2}",
            fix: "Use a version with approvals, or set `approval.required` to 0 and let the pull request be the review."
        ),
        CodePage(
            .clockBehind,
            "The clock is behind the records",
            exit: .refusedTrust,
            cause: "The newest record is later than now, so that no expiry can be judged.",
            example: "a host that booted without its time source",
            fix: "Correct the host's clock."
        ),
    ]

    static let health: [CodePage] = [
        CodePage(
            .healthFailed,
            "A health check failed",
            exit: .appliedUnhealthy,
            canWarn: true,
            cause: "A check of the SSOT gave another result than expected. Before the first step it is a warning; only "
                + "after the last it is this exit code.",
            example: "odoo_staging: expected 200, observed 502",
            fix: "Look at the service's log. `reconcile health --wait 120` tries for a while."
        )
    ]
}
