/// Says what is waited for when an answer is long in coming.
package struct Patience: Sendable {
    private let after: Duration
    private let pause: @Sendable (Duration) async throws -> Void
    private let tell: @Sendable (_ what: String) -> Void

    package static let silent = Patience(after: .zero, pause: { _ in throw CancellationError() }, tell: { _ in })

    /// `pause`: sleeps, and throws when it is cancelled.
    package init(
        after: Duration = .seconds(5),
        pause: @escaping @Sendable (Duration) async throws -> Void,
        tell: @escaping @Sendable (_ what: String) -> Void
    ) {
        self.after = after
        self.pause = pause
        self.tell = tell
    }

    func waiting<Value: Sendable>(
        for what: String,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let clock = Task {
            try await pause(after)
            tell(what)
        }
        defer { clock.cancel() }
        return try await work()
    }
}
