import ArgumentParser
import Domain
import Reports
import Workflows

struct HealthCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Run the SSOT's health checks. Exit 7 when one fails."
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: ArgumentHelp("Try again for so many seconds until all checks hold.", valueName: "seconds"))
    var wait = 0

    var name: String { "health" }

    func answer(_ environment: Environment) async throws -> Answer {
        let results = try await HealthWorkflow(global.options, environment).run(waitSeconds: wait)
        let report = HealthReport(results: results)
        return Answer(
            name,
            exitCode: report.isHealthy ? .done : .appliedUnhealthy,
            summary: report.summary,
            data: report.data,
            text: report.text
        )
    }
}
