internal import Synchronization

/// Stops the steps of a wave that have not begun. Steps that run together share one.
final class Brake: Sendable {
    private let pulled = Mutex<String?>(nil)

    var reason: String? { pulled.withLock { $0 } }

    func pull(_ reason: String) { pulled.withLock { $0 = $0 ?? reason } }
}
