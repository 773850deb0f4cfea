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

    @Argument(help: "An address, a name, an ID, a glob, or a diagnostic code.")
    var address: String

    var name: String { "explain" }

    func answer(_ environment: Environment) async throws -> Answer {
        if let page = CodePage.page(named: address) {
            return Answer(name, summary: page.summary, data: page.data, text: page.text)
        }
        let result = try await ExplainWorkflow(global.options, environment).run(address)
        let report = ExplainReport(resource: result.resource, trace: result.trace, ssotPath: result.ssotPath)
        return Answer(
            name,
            summary: report.summary,
            data: report.data,
            diagnostics: result.warnings,
            text: report.text
        )
    }
}
