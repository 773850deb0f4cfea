import NIOCore

/// A point in monotonic time that a task can wait for and give up waiting for.
struct Alarm: Sendable {
    private let scheduled: Scheduled<Void>

    init(on eventLoop: any EventLoop, after duration: Duration) {
        scheduled = eventLoop.scheduleTask(in: TimeAmount(duration)) {}
    }

    /// Returns when the time has come; throws when the task is cancelled before.
    func wait() async throws {
        try await withTaskCancellationHandler {
            try await scheduled.futureResult.get()
        } onCancel: {
            scheduled.cancel()
        }
    }
}
