package import Domain
import Synchronization

/// Whether a person asked to stop. Set by a signal handler, read between steps.
package final class Interruption: Sendable {
    /// What a signal leads to.
    package enum Reaction: Sendable {
        /// The work ends by itself, at the next safe place.
        case endsByItself
        /// No work is under way that checks for the signal: process and run end now.
        case ends
        /// The process ends in the middle of the work, which stays unfinished.
        case breaksOff
    }

    private struct State {
        var signal: Int32?
        var isHeldBack = false
    }

    private let state = Mutex(State())

    package init() {}

    /// From here on the first signal is only a request: the work checks for it between steps, and ends by itself.
    ///
    /// - Returns: Whether the work may begin; not once a signal ends the process.
    package func holdBack() -> Bool {
        state.withLock { state in
            state.isHeldBack = state.signal == nil
            return state.isHeldBack
        }
    }

    /// Notes the signal. The process ends at once where no work checks for it, such as at a prompt or while the host is
    /// observed, and at a second signal.
    package func request(_ number: Int32) -> Reaction {
        state.withLock { state in
            defer { state.signal = state.signal ?? number }
            guard state.isHeldBack else { return .ends }
            return state.signal == nil ? .endsByItself : .breaksOff
        }
    }

    package var isRequested: Bool { state.withLock { $0.signal != nil } }

    /// SIGTERM, rather than SIGINT.
    package var isTermination: Bool { state.withLock { $0.signal == 15 } }
}

extension Failure {
    /// What a signal ends before anything was changed.
    package static func interrupted(_ interruption: Interruption) -> Failure {
        Failure(interruption.isTermination ? .terminated : .interrupted, Diagnostic.interrupted)
    }
}

extension Diagnostic {
    package static let interrupted = Diagnostic(
        .interrupted,
        "Interrupted before anything was changed",
        fix: "Run the command again."
    )

    /// A second signal, in the middle of an apply.
    package static let brokenOff = Diagnostic(
        .interrupted,
        "Broken off in the middle of an apply, which stays unfinished",
        detail: "Calls that were sent may have been carried out.",
        fix: "Run 'reconcile audit', then plan again."
    )
}

extension Diagnostic {
    /// The same finding where it does not stop anything, with another fix where that is given.
    func asWarning(fix other: String? = nil) -> Diagnostic { with(.warning, fix: other ?? fix) }

    /// The same finding where it stops a command.
    func asError() -> Diagnostic { with(.error, fix: fix) }

    private func with(_ severity: Severity, fix: String) -> Diagnostic {
        Diagnostic(code, severity, summary, detail: detail, fix: fix, address: address, position: position)
    }
}
