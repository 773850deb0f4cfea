import Domain
import Files
import Ledger

/// What a crash left: every command says so until a later apply has ended well.
enum UnfinishedRuns {
    /// `own`: the run that asks, which has not ended either.
    static func warnings(_ ledger: Ledger, _ state: StateDirectory, but own: String? = nil) throws -> [Diagnostic] {
        let runs = try LedgerFailure.guarded { try ledger.unfinishedRuns() }.filter { $0.record.id != own }
        guard !runs.isEmpty else { return [] }
        let holder = FileLock.holder(of: state.lock)
        return runs.map { run in
            holder?.hasByteSuffix("run \(run.record.id)") == true ? running(run) : neverEnded(run)
        }
    }

    /// A run whose process holds the lock: it waits at its prompt, or works.
    private static func running(_ run: UnfinishedRun) -> Diagnostic {
        Diagnostic(
            .runUnfinished,
            .warning,
            "The apply \(run.record.id) began at \(run.record.startedAt) and is running now",
            detail: run.usedPlan ? "\(run.done) steps are done so far." : "It has changed nothing yet.",
            fix: "Look again when it has ended: what it changes moves meanwhile."
        )
    }

    private static func neverEnded(_ run: UnfinishedRun) -> Diagnostic {
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
