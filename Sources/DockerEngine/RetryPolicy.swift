/// How often a read is repeated. Nothing that changes the host goes through here.
package struct RetryPolicy: Sendable {
    private let retries: Int
    private let pause: @Sendable (_ attempt: Int) async -> Void

    /// Two retries at once, without a pause.
    package static let standard = RetryPolicy()

    /// - Parameters:
    ///   - retries: How many attempts may follow the first.
    ///   - pause: What to do before a retry; it is given the number of the attempt that failed, from 1.
    package init(retries: Int = 2, pause: @escaping @Sendable (_ attempt: Int) async -> Void = { _ in }) {
        self.retries = retries
        self.pause = pause
    }

    /// Runs `read` until it gives an answer, fails for good, or the retries or the time are used up. `read` is given the
    /// time that is left.
    func run(
        within limit: Duration,
        _ read: (_ deadline: Duration) async throws(EngineFault) -> EngineResponse
    ) async throws(EngineFault) -> EngineResponse {
        let end = ContinuousClock.now + limit
        var attempt = 1
        while true {
            do throws(EngineFault) {
                return try await read(end - .now)
            } catch {
                guard error.mayPass, attempt <= retries, !Task.isCancelled else { throw error }
            }
            await pause(attempt)
            attempt += 1
        }
    }
}

extension EngineFault {
    /// Whether the same read may succeed a moment later.
    fileprivate var mayPass: Bool {
        switch self {
        case .connectionLost: true
        case .refused(let status, _): status >= 500
        case .unreachable, .permissionDenied, .deadlineExceeded, .cancelled, .notAnEngine, .unsupportedVersion: false
        case .notFound, .conflict, .bodyTooLarge, .malformed: false
        }
    }
}
