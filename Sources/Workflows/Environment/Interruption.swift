import Synchronization

/// Whether a person asked to stop. Set by a signal handler, read between steps.
package final class Interruption: Sendable {
    private struct State {
        var signal: Int32?
        var isHeldBack = false
    }

    private let state = Mutex(State())

    package init() {}

    /// From here on the first signal only asks: the work looks between its steps, and ends by itself.
    package func holdBack() { state.withLock { $0.isHeldBack = true } }

    /// Notes the signal; returns whether the work will end by itself. It will not where nothing looks, such as at a
    /// prompt or while the host is read, nor for a second signal.
    package func request(_ number: Int32) -> Bool {
        state.withLock { state in
            defer { state.signal = state.signal ?? number }
            return state.isHeldBack && state.signal == nil
        }
    }

    package var isRequested: Bool { state.withLock { $0.signal != nil } }

    /// SIGTERM, rather than SIGINT.
    package var isTermination: Bool { state.withLock { $0.signal == 15 } }
}
