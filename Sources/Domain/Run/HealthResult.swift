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
