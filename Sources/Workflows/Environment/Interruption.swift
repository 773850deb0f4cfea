import Synchronization

/// Whether a person asked to stop. Set by a signal handler, read between steps.
package final class Interruption: Sendable {
    private let signal = Mutex<Int32?>(nil)

    package init() {}

    /// Notes the signal; returns whether it was the first.
    package func request(_ number: Int32) -> Bool {
        signal.withLock { noted in
            defer { noted = noted ?? number }
            return noted == nil
        }
    }

    package var isRequested: Bool { signal.withLock { $0 != nil } }

    /// SIGTERM, rather than SIGINT.
    package var isTermination: Bool { signal.withLock { $0 == 15 } }
}
