/// The result of one health check.
package struct HealthResult: Sendable, Hashable {
    package var name: String
    /// `http` or `command`.
    package var kind: String
    package var isHealthy: Bool
    package var expected: String
    package var observed: String
    package var milliseconds: Int

    package init(
        name: String,
        kind: String,
        isHealthy: Bool,
        expected: String,
        observed: String,
        milliseconds: Int
    ) {
        self.name = name
        self.kind = kind
        self.isHealthy = isHealthy
        self.expected = expected
        self.observed = observed
        self.milliseconds = milliseconds
    }
}

/// The last recorded result of the health checks, as audits repeat it; an audit runs no check itself.
package struct HealthStanding: Sendable, Hashable {
    package let at: Timestamp
    package let results: [HealthResult]

    package init(at: Timestamp, results: [HealthResult]) {
        self.at = at
        self.results = results
    }

    package var isHealthy: Bool { results.allSatisfy(\.isHealthy) }

    /// Names of the checks that failed, sorted.
    package var failed: [String] { results.filter { !$0.isHealthy }.map(\.name).sortedByBytes() }

    package var json: JSON {
        ["ok": .bool(isHealthy), "at": .string(at.description), "failed": .strings(failed)]
    }
}
