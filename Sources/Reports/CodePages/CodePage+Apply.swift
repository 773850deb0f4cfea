import Domain

extension CodePage {
    static let apply: [CodePage] = [
        CodePage(
            .stepFailed,
            "A step failed",
            exit: .appliedInPart,
            cause:
                "The Engine refused a call or did not do it. What depends on it was skipped; independent work went on.",
            example: "DELETE container: 409 Conflict",
            fix: "Read the Engine's words and `reconcile history show RUN`; the end of the apply prints the "
                + "`reconcile plan --exclude ADDRESS` that gets past it."
        ),
        CodePage(
            .locked,
            "Somebody else is at work",
            exit: .locked,
            cause: "Another process holds the lock of this state. The kernel frees it when that process ends.",
            example: "two applies at the same time",
            fix: "Wait and try again."
        ),
        CodePage(
            .runUnfinished,
            "An earlier run never finished",
            exit: .done,
            cause:
                "A run recorded what it was about to do and not how it ended: a crash, a power cut, a kill. Where its "
                + "process still holds the lock, the warning says that it is running now.",
            example: "a host that rebooted during an apply",
            fix:
                "Look with `reconcile audit`, then plan again: the next plan finishes or reverses what was begun. Of one "
                + "that is running, wait for the end."
        ),
        CodePage(
            .inputsMoved,
            "The SSOT or the stack has moved",
            exit: .refusedStale,
            cause: "Their digests are not those that the plan was made from.",
            example: "a commit to the SSOT after the plan",
            fix: "Plan again from what is there now."
        ),
        CodePage(
            .interrupted,
            "Somebody asked to stop",
            exit: .interrupted,
            cause: "Ctrl-C, or SIGTERM (143). Before the first step nothing is changed; a second one breaks an apply "
                + "off.",
            example: "Ctrl-C while the host is looked at",
            fix: "Run the command again; after a broken off apply look with `reconcile audit`, then plan again."
        ),
        CodePage(
            .notYetSupported,
            "This is not supported yet",
            exit: .configuration,
            cause: "The SSOT or the command asks for something that this version cannot do. It refuses rather than do "
                + "half of it.",
            example: "a command whose place is kept for a later version",
            fix: "Leave it out, or use a version that can."
        ),
        CodePage(
            .planNotOurs,
            "The planner gives no such plan",
            exit: .invalidInput,
            cause:
                "Apply plans again from the pinned files, the live host and this host's memory. What it finds in the "
                + "file follows from none of them, so no planner wrote it.",
            example: "container/web steps[0].body.HostConfig.Privileged: planned true, now false",
            fix: "Plan again. Write what is wanted into the stack, not into a plan."
        ),
        CodePage(
            .planValidity,
            "The plan's times are not those of a plan",
            exit: .refusedTrust,
            cause: "It says that it was issued in the future, or that it lives longer than `approval.plan_ttl_hours`.",
            example: "issued.expires_at a year after issued.at",
            fix: "Set the clocks, then plan again."
        ),
        CodePage(
            .selectionIdle,
            "A pattern fits nothing",
            exit: .usage,
            cause:
                "What `--target`, `--exclude`, `--filter` or `explain` names is nothing of the host, the SSOT or the "
                + "stack: no address, no name, no ID of 12 digits or more, and no glob that fits one.",
            example: "--exclude container/test-kepme",
            fix: "See the addresses with `reconcile audit`; a pattern is tried on the whole address or name."
        ),
        CodePage(
            .findingDenied,
            "The policy denies a finding",
            exit: .refusedProtected,
            cause:
                "An action has a finding, such as `privileged` or `engine_socket`, that `policy.deny` of the SSOT lists "
                + "and no entry of `policy.allow` accepts. No plan file is written; apply refuses a plan that has one.",
            example: "policy: {deny: [privileged]}, and a service with privileged: true",
            fix: "Take it out of the stack, or write in the SSOT: policy: {allow: [{finding, address, reason}]}."
        ),
    ]
}
