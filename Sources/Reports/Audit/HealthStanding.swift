package import Domain

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
