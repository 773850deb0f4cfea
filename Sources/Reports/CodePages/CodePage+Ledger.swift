import Domain

extension CodePage {
    static let ledger: [CodePage] = [
        CodePage(
            .ledgerMissing,
            "There is no ledger",
            exit: .configuration,
            canWarn: true,
            cause: "The ledger holds what is remembered and what was used. Apply never makes one.",
            example: "reconcile apply on a host where `init` never ran",
            fix: "Run `reconcile init` on the host, or name the state with --state."
        ),
        CodePage(
            .ledgerUnsound,
            "The ledger is not sound",
            exit: .configuration,
            cause: "The database is damaged, was changed by other hands, or is older than a record that names it.",
            example: "a state folder that was restored from an old backup",
            fix: "Restore the right copy of the state; `reconcile history` shows what it holds."
        ),
        CodePage(
            .ledgerOtherEngine,
            "The ledger belongs to another engine",
            exit: .configuration,
            cause: "The environment was bound to another engine ID and name.",
            example: "a host that was set up anew under the same address",
            fix: "Name another state folder with --state, and run `reconcile init` there."
        ),
        CodePage(
            .ledgerUnwritable,
            "The ledger cannot be written",
            exit: .cannotWrite,
            canWarn: true,
            cause: "The disk is full or read-only, or the permissions are wrong. No durable record, no action.",
            example: "state/reconcile.db: disk full",
            fix: "Make room or correct the permissions of the state folder."
        ),
        CodePage(
            .recordMissing,
            "There is no such record",
            exit: .inputMissing,
            cause: "No run, audit or action of that ID is in this ledger.",
            example: "reconcile history show 20261123T124746Z-00000000",
            fix: "`reconcile history` lists the runs there are."
        ),
        CodePage(
            .ledgerOtherSSOT,
            "The SSOT or its stack is not the one of this host",
            exit: .configuration,
            canWarn: true,
            cause:
                "A ledger is bound to the SSOT of its first `init`, `audit` or `plan`: another file of the repository "
                + "may have laxer rules. A plan's stack is what that SSOT names.",
            example: "a plan made with -f infra/docker/OTHER_SSOT.yaml",
            fix: "Use the bound SSOT. If the other one is meant: `reconcile init -f FILE --accept-ssot` on the host."
        ),
        CodePage(
            .ledgerLost,
            "Another ledger worked on this engine",
            exit: .configuration,
            canWarn: true,
            cause: "Objects bear `reconcile.step` labels of plan files that this ledger never used. What was used, "
                + "protected and seen is in the ledger that did it.",
            example: "a new state folder on a host that has a stack already",
            fix: "Use or restore that ledger. If it is gone: `reconcile init --new-ledger`."
        ),
        CodePage(
            .stateOpen,
            "Everybody can write the state folder",
            exit: .permission,
            cause: "Keys, ledger and receipts lie there. Whoever can write the folder can replace them.",
            example: "chmod 777 state",
            fix: "`chmod go-w` the folder after a look at who wrote into it."
        ),
    ]

    static let general: [CodePage] = [
        CodePage(
            .usage,
            "The command line is not understood",
            exit: .usage,
            cause: "An option, a value or a combination is not known.",
            example: "reconcile audit --filter colour=red",
            fix: "`reconcile help VERB` begins with examples."
        ),
        CodePage(
            .fileUnreadable,
            "A file cannot be read",
            exit: .inputMissing,
            cause: "The file is not there, is no regular file, or may not be read.",
            example: "reconcile show plans/staging/missing.plan.json",
            fix: "Check the path and its permissions."
        ),
        CodePage(
            .fileUnwritable,
            "A file cannot be written",
            exit: .cannotWrite,
            canWarn: true,
            cause: "The folder is not there or not writable, or the disk is full. Nothing half-written is left.",
            example: "reconcile plan --out /read-only/x.plan.json",
            fix: "Choose another path or correct the permissions."
        ),
        CodePage(
            .optionIdle,
            "An option had no effect",
            exit: .done,
            canWarn: true,
            cause: "What the option chooses is there already, and `init` keeps what exists.",
            example: "reconcile init --from-host, where the repository has an SSOT",
            fix: "Leave the option out, or move away what is kept and run `reconcile init` again."
        ),
        CodePage(
            .internalError,
            "Something that should not happen did",
            exit: .unexpected,
            cause: "A fault of this tool. Nothing was done beyond what the ledger records.",
            example: "an answer of a library that no code expects",
            fix: "Please report it with the message and the version; leave names and secrets out."
        ),
    ]
}
