import Synchronization

/// True the first time, from any thread.
final class Once: Sendable {
    private let runThatUsed = Mutex(false)

    func isFirst() -> Bool {
        runThatUsed.withLock { used in
            defer { used = true }
            return !used
        }
    }
}
