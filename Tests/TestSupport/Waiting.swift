/// Polls for effects of other programs, which send a test no event. No other place in the tests polls.
package enum Waiting {
    package struct Expired: Error, CustomStringConvertible {
        package let what: String
        package let limit: Duration

        package var description: String { "waited \(limit) in vain until \(what)" }
    }

    /// Returns as soon as it is so.
    ///
    /// - Parameters:
    ///   - what: What is waited for, as the end of a sentence: it stands in the failure.
    ///   - limit: How long a busy machine may need; a test that passes never waits so long.
    ///   - isSo: Whether it is so. What it throws ends the wait.
    /// - Throws: ``Expired``, and what `isSo` throws.
    package static func until(
        _ what: String,
        within limit: Duration = .seconds(30),
        _ isSo: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while try await !isSo() {
            guard ContinuousClock.now < deadline else { throw Expired(what: what, limit: limit) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
