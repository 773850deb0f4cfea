/// One check of the SSOT's `healthchecks`.
package struct HealthCheck: Sendable, Hashable {
    package enum Probe: Sendable, Hashable {
        case http(url: String, expectedStatus: Int)
        /// A command in a container, split into shell words; `container` is `nil` where the role decides.
        case command(words: [String], expectedExitCode: Int, container: String?)
    }

    package var name: String
    package var probe: Probe
    package var timeoutSeconds: Int
    package var position: SourcePosition

    package init(name: String, probe: Probe, timeoutSeconds: Int, position: SourcePosition) {
        self.name = name
        self.probe = probe
        self.timeoutSeconds = timeoutSeconds
        self.position = position
    }
}
