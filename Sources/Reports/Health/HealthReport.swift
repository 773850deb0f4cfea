package import Domain

/// The results of the SSOT's health checks.
package struct HealthReport: Sendable {
    package let results: [HealthResult]

    package init(results: [HealthResult]) { self.results = results }

    package var isHealthy: Bool { results.allSatisfy(\.isHealthy) }

    package var summary: String {
        guard !results.isEmpty else { return "Health: the SSOT has no checks." }
        let failed = results.count { !$0.isHealthy }
        return failed == 0
            ? "Health: \(counted(results.count, "check")) passed."
            : "Health: \(failed) of \(counted(results.count, "check")) failed."
    }

    /// The envelope's `data`.
    package var data: JSON { ["checks": .array(results.map(\.json))] }

    package func text(_ styling: Styling) -> String {
        ((results.isEmpty ? [] : HealthTable(results).lines(styling)) + [summary]).joinedLines
    }
}
