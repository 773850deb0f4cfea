package import Domain
internal import Files
internal import Ledger
internal import Signing
internal import Synchronization

/// The run that one invocation has begun in a ledger. The exit code is settled in one place, so that ledger and process
/// agree on it however the run ends.
package final class RunTrail: Sendable {
    private struct Run {
        let id: String
        let ledger: Ledger
        var ending: Ending?
    }

    private struct Ending {
        let outcome: RunOutcome
        let exitCode: ExitCode
        let summary: String
    }

    private struct State {
        var run: Run?
        var directory: StateDirectory?
    }

    private let state = Mutex(State())

    package init() {}

    func note(_ directory: StateDirectory) { state.withLock { $0.directory = directory } }

    func began(_ id: String, in ledger: Ledger) { state.withLock { $0.run = Run(id: id, ledger: ledger) } }

    func ended(_ outcome: RunOutcome, _ exitCode: ExitCode, _ summary: String) {
        let ending = Ending(outcome: outcome, exitCode: exitCode, summary: summary)
        state.withLock { $0.run?.ending = ending }
    }

    /// Records the code that the process exits with, where the ledger says another or none yet.
    ///
    /// - Returns: Why the ledger could not be written; `nil` where it says the truth.
    package func settle(_ exitCode: ExitCode, at now: Timestamp) -> Diagnostic? {
        settle(exitCode, at: now, evenBegun: true)
    }

    /// The same for a process that ends with work under way: a run that has not ended yet stays unfinished, for others to
    /// see.
    package func settleWhatEnded(_ exitCode: ExitCode, at now: Timestamp) {
        _ = settle(exitCode, at: now, evenBegun: false)
    }

    private func settle(_ exitCode: ExitCode, at now: Timestamp, evenBegun: Bool) -> Diagnostic? {
        guard let run = state.withLock({ $0.run }), run.ending != nil || evenBegun else { return nil }
        guard run.ending?.exitCode != exitCode else { return nil }
        let isSignal = exitCode == .interrupted || exitCode == .terminated
        let outcome = run.ending?.outcome ?? (isSignal ? .interrupted : .failed)
        do throws(LedgerFault) {
            try run.ledger.end(
                run: run.id,
                outcome: outcome,
                exitCode: exitCode,
                at: now,
                summary: run.ending?.summary ?? (isSignal ? "interrupted before anything was changed" : "failed")
            )
            return nil
        } catch {
            return error.failure.diagnostics.first?.asWarning()
        }
    }

    /// Warnings about applies that a crash or a second signal left unfinished. Where the ledger cannot be read, the
    /// command itself has reported it.
    package func unfinished() -> [Diagnostic] {
        guard let directory = state.withLock({ $0.directory }), directory.hasLedger,
            let ledger = try? LedgerOpening.forReading(directory)
        else { return [] }
        return (try? UnfinishedRuns.warnings(ledger, directory)) ?? []
    }
}

/// What a command that only observes writes into the ledger. Its report is useful even on a full disk: the first write
/// that fails for that reason ends the recording with a warning. Apply does not use this and fails closed.
final class Recording: Sendable {
    private let fault = Mutex<Failure?>(nil)

    /// Why this run is not recorded; `nil` while it is.
    var failure: Failure? { fault.withLock { $0 } }

    var warning: Diagnostic? { failure.map(Recording.warning) }

    /// - Throws: Whatever else than a ledger that cannot be written stops `body`.
    func write(_ body: () throws -> Void) throws {
        guard failure == nil else { return }
        do {
            try body()
        } catch let failure as Failure where failure.exitCode == .cannotWrite {
            fault.withLock { $0 = failure }
        }
    }

    private static func warning(_ failure: Failure) -> Diagnostic {
        let cause = failure.diagnostics.first
        return Diagnostic(
            cause?.code ?? .ledgerUnwritable,
            .warning,
            "This look is not recorded: \(cause?.summary ?? "the ledger cannot be written")",
            detail:
                "What is shown is what is there; the ledger learns nothing of it, and apply refuses until it can write.",
            fix: cause?.fix ?? ""
        )
    }
}

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

/// Ends a run with a signed checkpoint of the log: whoever holds one can prove what the log said up to there.
struct Checkpoints {
    let environment: Environment
    let state: StateDirectory
    let ledger: Ledger

    func sign() async throws {
        let body = try LedgerFailure.guarded { try ledger.checkpointBody() }
        let signatures = try Signatures(environment, scratch: state.path)
        let key = try HostKeys(state: state).hostKey()
        let signature = try await signatures.sign(Array(body.utf8), with: key, for: .checkpoint)
        try LedgerFailure.guarded {
            try ledger.storeCheckpoint(body, signature: signature, at: environment.now())
        }
    }
}
