package import Domain

/// What the executor needs from outside: the time, a pause, whether to stop, and where progress goes.
package struct ExecutionContext: Sendable {
    package let now: @Sendable () -> Timestamp
    /// Monotonic, for measuring.
    package let uptime: @Sendable () -> Duration
    package let pause: @Sendable (Duration) async throws -> Void
    /// Whether a person asked to stop: no new action begins then; ``Schedule/goesOn(_:)`` says what still goes on.
    package let isInterrupted: @Sendable () -> Bool
    package let progress: @Sendable (Progress) -> Void
    /// How many calls may be under way at once.
    package let parallelism: Int
    /// The hash of the plan file: what this run creates bears it.
    package let planFileHash: String

    package enum Progress: Sendable {
        case began(Address, Step)
        case ended(StepRecord)
    }

    package init(
        now: @escaping @Sendable () -> Timestamp,
        uptime: @escaping @Sendable () -> Duration,
        pause: @escaping @Sendable (Duration) async throws -> Void,
        isInterrupted: @escaping @Sendable () -> Bool,
        progress: @escaping @Sendable (Progress) -> Void,
        parallelism: Int,
        planFileHash: String
    ) {
        self.now = now
        self.uptime = uptime
        self.pause = pause
        self.isInterrupted = isInterrupted
        self.progress = progress
        self.parallelism = max(1, parallelism)
        self.planFileHash = planFileHash
    }
}

extension ExecutionContext {
    /// How long something that the Engine may still be doing is waited for.
    static let patience: Duration = .seconds(60)

    /// Asks ten times a second until there is an answer, a minute is over, or the task is cancelled. One question may take
    /// as long as the Engine's deadline, so the time counts and not the questions.
    func poll<Answer>(_ ask: (_ count: Int) async -> Answer?) async -> Answer? {
        let end = uptime() + ExecutionContext.patience
        var count = 0
        while true {
            if let answer = await ask(count) { return answer }
            guard uptime() < end else { return nil }
            do { try await pause(.milliseconds(100)) } catch { return nil }
            count += 1
        }
    }
}
