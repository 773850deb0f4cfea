import ArgumentParser
import Domain
import Reports
import Workflows

/// What the bare name does.
struct StatusCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "status",
        abstract: "Say where you are: SSOT, Engine, last audit, drift, next command. Changes nothing.",
        discussion: "The bare 'reconcile' does the same.",
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    var name: String { "status" }

    func answer(_ environment: Environment) async throws -> Answer {
        let report = await StatusWorkflow(global.options, environment).run()
        var answer = Answer(
            name,
            summary: report.summary,
            data: report.data,
            nextActions: [report.next],
            text: report.text
        )
        answer.textSaysNext = true
        return answer
    }
}
