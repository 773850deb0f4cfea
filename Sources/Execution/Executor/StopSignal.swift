internal import Synchronization

/// Tells calls that have not begun, and waits, to end; the first reason counts.
final class StopSignal: Sendable {
    private let sent = Mutex<String?>(nil)

    /// `nil` while nothing should stop.
    var reason: String? { sent.withLock { $0 } }

    func send(_ reason: String) { sent.withLock { $0 = $0 ?? reason } }
}
