internal import Domain
internal import Ledger

/// What a crash left: every command says so until a later apply has ended well.
enum UnfinishedRuns {
    /// `own`: the run that asks, which has not ended either.
    static func warnings(_ ledger: Ledger, but own: String? = nil) throws -> [Diagnostic] {
        let runs = try LedgerFailure.guarded { try ledger.unfinishedRuns() }
        return runs.filter { $0.record.id != own }.map { run in
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
