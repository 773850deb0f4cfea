package import Domain
import Files
import Ledger
import Signing
import Synchronization

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
