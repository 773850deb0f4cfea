import ArgumentParser
import Domain
import Reports
import Workflows

struct ApplyCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "apply",
        abstract: "Apply exactly one signed plan, or refuse. The only verb that changes the host.",
        discussion: """
            Examples:
              reconcile apply plans/staging/20261123T020000Z-9c1e02ab.plan.json
              reconcile apply PLAN --confirm "APPLY CLEANUP" --json
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Argument(help: "The plan file.")
    var plan: String

    @Option(help: ArgumentHelp("The phrase that a plan with deletes needs: APPLY CLEANUP.", valueName: "phrase"))
    var confirm: String?

    @Option(help: "How many calls may be under way at once.")
    var parallelism = 8

    var name: String { "apply" }

    func validate() throws {
        guard (1...64).contains(parallelism) else { throw ValidationError("--parallelism takes 1 to 64") }
    }

    func answer(_ environment: Environment) async throws -> Answer {
        let request = ApplyWorkflow.Request(plan: plan, confirmation: confirm, parallelism: parallelism)
        switch try await ApplyWorkflow(global.options, environment).run(request) {
        case .refused(let runID, let digest, let refusal):
            let report = RefusedReport(runID: runID, digest: digest, refusal: refusal)
            return Answer(
                name,
                exitCode: refusal.exitCode,
                summary: report.summary,
                data: report.data,
                diagnostics: refusal.diagnostics,
                nextActions: NextSteps.afterRefusal(Failure(refusal.exitCode, refusal.diagnostics), of: plan),
                text: report.text
            )
        case .applied(let run): return applied(run)
        }
    }

    private func applied(_ run: ApplyWorkflow.AppliedRun) -> Answer {
        let report = AppliedReport(
            runID: run.runID,
            plan: run.plan,
            digest: run.digest,
            steps: run.records,
            health: run.health,
            exitCode: run.exitCode,
            receipt: run.receipt
        )
        return Answer(
            name,
            exitCode: run.exitCode,
            summary: report.summary,
            data: report.data,
            diagnostics: run.shortfalls + run.diagnostics,
            nextActions: (report.wayPast.map { [NextAction(command: $0, why: "get past what failed")] } ?? [])
                + [NextAction(command: "reconcile history show \(run.runID)", why: "the record of this run")],
            text: report.text
        )
    }
}
