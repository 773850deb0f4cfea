import Domain

extension CodePage {
    static let plan: [CodePage] = [
        CodePage(
            .planOverLimit,
            "The plan deletes more than the limits allow",
            exit: .refusedProtected,
            cause:
                "More objects, or a larger share of a kind, than `limits` allows: most often a wrong host or a wrong "
                + "pattern.",
            example: "limits: {max_deletes: 25, max_delete_percent: 50}, and a plan with 40 deletes",
            fix: "Read the list. Plan less with --target or --exclude, or raise the line that the message names."
        ),
        CodePage(
            .planStale,
            "The plan is stale",
            exit: .refusedStale,
            cause: "Something that the plan relies on has moved since it was made: an ID, a user, a tag, a setting.",
            example: "container/test-import: planned stopped, now running",
            fix: "Plan again, and have the new plan reviewed."
        ),
        CodePage(
            .planProtected,
            "A target is protected or unknown now",
            exit: .refusedProtected,
            cause:
                "What the plan would change is protected or unknown when judged by this host's own rules and memory.",
            example: "volume/test-data: a protected container mounts it now",
            fix: "Plan again. If the protection is wrong, `reconcile explain ADDRESS` says what to write."
        ),
        CodePage(
            .planFileInvalid,
            "The plan file is not valid",
            exit: .invalidInput,
            cause: "The file is not the canonical form of a plan of a known version. Nobody edits a plan by hand.",
            example: "a plan file that an editor reformatted, or that git converted to CR LF",
            fix: "Check the file out again with `-text` in .gitattributes, or plan again."
        ),
        CodePage(
            .planExpired,
            "The plan has expired",
            exit: .refusedTrust,
            cause: "Plans are valid for `approval.plan_ttl_hours`, 72 unless written otherwise.",
            example: "a plan of Monday, applied on Friday",
            fix: "Plan again."
        ),
        CodePage(
            .planUsed,
            "The plan has been used",
            exit: .refusedTrust,
            cause: "A plan file is applied once. A run of it is on record.",
            example: "reconcile apply X.plan.json, twice",
            fix: "Plan again: the new plan finishes or reverses what a run that broke off left."
        ),
        CodePage(
            .planOtherEngine,
            "The plan is for another engine",
            exit: .refusedTrust,
            cause: "The engine's ID or name is not the one that was planned for.",
            example: "a plan of the staging host, applied on a laptop",
            fix: "Apply it on the host that `reconcile show` names."
        ),
        CodePage(
            .phraseMissing,
            "The phrase is missing",
            exit: .refusedTrust,
            cause: "A plan with deletes that needs no approval needs the phrase, typed at a terminal.",
            example: "reconcile apply X.plan.json < /dev/null",
            fix: "Type it, or give --confirm \"APPLY CLEANUP\"."
        ),
        CodePage(
            .wrongHostSuspected,
            "This looks like the wrong host",
            exit: .refusedProtected,
            cause: "No allowed container is present while five or more containers are, and the plan would delete.",
            example: "the staging SSOT against a build server",
            fix: "Check the endpoint and the SSOT. If the host is right, start the stack first."
        ),
        CodePage(
            .expectedButProtected,
            "The stack declares a protected container",
            exit: .invalidInput,
            cause:
                "A container that the stack wants to manage is protected by a rule, so that it can be neither changed "
                + "nor left alone.",
            example: "service `web` with container_name: ipai-web",
            fix: "Rename the container, or take it out of the stack."
        ),
        CodePage(
            .planIncomplete,
            "The plan does not do everything",
            exit: .done,
            cause:
                "Something is left out: a foreign object, a secret that cannot be compared, a part that was excluded.",
            example: "complete: false, with the omissions listed",
            fix: "Read the omissions; adopt, provide or include what they name."
        ),
    ]
}
