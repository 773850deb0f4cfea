/// The result of one health check.
package struct HealthResult: Sendable, Hashable {
    package let name: String
    /// `http` or `command`.
    package let kind: String
    package let isHealthy: Bool
    package let expected: String
    package let observed: String
    package let milliseconds: Int

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
