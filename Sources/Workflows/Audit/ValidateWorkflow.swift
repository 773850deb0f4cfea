package import Domain
package import Reports
internal import SSOT

/// Checks the SSOT without looking at any host.
package struct ValidateWorkflow: Sendable {
    package struct Result: Sendable {
        package let report: ValidateReport
        package let diagnostics: [Diagnostic]

        package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    package func run() throws -> Result {
        let location = try ProjectLocation.locate(options, environment)
        let bytes = try Project.read(location.ssot, limit: Project.ssotLimit)
        let reading = SSOTReader.read(bytes, file: location.ssotName)
        let stack = reading.document.map { StackFiles.read($0, root: location.root).warnings } ?? []
        let diagnostics = reading.diagnostics + stack
        let report = ValidateReport(
            file: location.ssotName,
            sha256: Hash.sha256(bytes),
            policy: reading.document?.policy(guardRules: []),
            healthChecks: reading.document?.healthChecks.count ?? 0,
            diagnostics: diagnostics
        )
        return Result(report: report, diagnostics: diagnostics)
    }
}
