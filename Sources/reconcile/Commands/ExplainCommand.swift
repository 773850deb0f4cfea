import ArgumentParser
import Domain
import Reports
import Workflows

struct ExplainCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "explain",
        abstract: "Say why a resource has its class, or what a code like RC301 means.",
        discussion: """
            Examples:
              reconcile explain container/latest-odoo
              reconcile explain image/odoo:18.0
              reconcile explain RC301
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Argument(help: "An address, a name, a service, an ID, a glob, or a diagnostic code.")
    var address: String

    var name: String { "explain" }

    func answer(_ environment: Environment) async throws -> Answer {
        if let page = CodePage.page(named: address) {
            return Answer(name, summary: page.summary, data: page.data, text: page.text)
        }
        switch try await ExplainWorkflow(global.options, environment).run(address) {
        case .present(let report, let warnings):
            return Answer(
                name,
                summary: report.summary,
                data: report.data,
                diagnostics: warnings,
                nextActions: NextSteps.after(report.resource),
                text: report.text
            )
        case .missing(let report, let warnings):
            return Answer(
                name,
                summary: report.summary,
                data: report.data,
                diagnostics: warnings,
                nextActions: [report.nextAction],
                text: report.text
            )
        }
    }
}
