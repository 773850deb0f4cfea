import ArgumentParser
import Domain
import Reports
import Workflows

struct HealthCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "health",
        abstract: "Run the SSOT's health checks. Exit 7 when one fails.",
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: ArgumentHelp("Try again for so many seconds until all checks hold.", valueName: "seconds"))
    var wait = 0

    var name: String { "health" }

    func answer(_ environment: Environment) async throws -> Answer {
        let outcome = try await HealthWorkflow(global.options, environment).run(waitSeconds: wait)
        let report = HealthReport(results: outcome.results)
        return Answer(
            name,
            exitCode: report.isHealthy ? .done : .appliedUnhealthy,
            summary: report.summary,
            data: report.data,
            diagnostics: (report.isHealthy ? [] : [failure(report)]) + outcome.warnings,
            text: report.text
        )
    }

    private func failure(_ report: HealthReport) -> Diagnostic {
        let failed = report.results.filter { !$0.isHealthy }
        return Diagnostic(
            .healthFailed,
            report.summary,
            detail: failed.map { "\($0.name): expected \($0.expected), observed \($0.observed)" }.joined(
                separator: "; "
            ),
            fix: "Look at the service's log; 'reconcile health --wait 120' tries for two minutes."
        )
    }
}
