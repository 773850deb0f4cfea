import ArgumentParser
import Domain
import Reports
import Workflows

struct ValidateCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "validate",
        abstract: "Check the SSOT: every fault at once, each with its place and its fix.",
        aliases: ["config"],
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Flag(help: "Let warnings fail too (exit 65).")
    var strict = false

    static let forms: Set<OutputFormat> = [.github]

    var name: String { "validate" }

    func answer(_ environment: Environment) async throws -> Answer {
        let result = try await ValidateWorkflow(global.options, environment).run()
        let report = ValidateReport(
            file: result.file,
            sha256: result.sha256,
            policy: result.policy,
            healthChecks: result.healthChecks,
            diagnostics: result.diagnostics
        )
        let fails = result.hasErrors || (strict && !result.diagnostics.isEmpty)
        return Answer(
            name,
            exitCode: fails ? .invalidInput : .done,
            summary: report.summary,
            data: report.data,
            diagnostics: result.diagnostics,
            text: report.text
        )
    }
}
