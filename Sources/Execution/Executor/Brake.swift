internal import Synchronization

/// Stops the steps that have not begun, of the wave and of the waits beside it, once a protection finding was made.
final class Brake: Sendable {
    private let pulled = Mutex<String?>(nil)

    var reason: String? { pulled.withLock { $0 } }

    func pull(_ reason: String) { pulled.withLock { $0 = $0 ?? reason } }
}
