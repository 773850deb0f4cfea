internal import Domain
internal import Ledger

/// What a crash left: every command says so until a later apply has ended well.
enum UnfinishedRuns {
    static func warnings(_ ledger: Ledger) throws -> [Diagnostic] {
        try LedgerFailure.guarded { try ledger.unfinishedRuns() }.map { run in
            Diagnostic(
                .runUnfinished,
                .warning,
                "The apply \(run.record.id) began at \(run.record.startedAt) and never ended",
                detail: run.usedPlan
                    ? "\(run.done) steps were done; \(run.open.count) were begun with unknown outcome."
                    : "It had changed nothing, and its plan file is not used up.",
                fix: "Run 'reconcile history show \(run.record.id)' and 'reconcile audit', then plan again."
            )
        }
    }
}
