import ArgumentParser
import Domain
import Reports
import Workflows

struct ShowCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "show",
        abstract: "Show a plan file for review: text, --json, or --format markdown for a pull request.",
        discussion: """
            Examples:
              reconcile show plans/staging/20261123T020000Z-9c1e02ab.plan.json
              reconcile show PLAN --format markdown > comment.md
              reconcile show PLAN --json | jq '.data.verdict'
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Argument(help: "The plan file.")
    var plan: String

    static let forms: Set<OutputFormat> = [.markdown]

    var name: String { "show" }

    func answer(_ environment: Environment) async throws -> Answer {
        let result = try await ShowWorkflow(global.options, environment).run(plan)
        let report = PlanReport(
            content: result.content,
            digest: result.digest,
            file: plan,
            shownFile: result.file,
            standing: result.standing
        )
        return Answer(
            name,
            summary: report.summary,
            data: report.showData(planFile: result.json),
            diagnostics: result.objections,
            nextActions: NextSteps.after(result.standing.verdict, of: plan),
            forms: [.markdown: { PlanMarkdown(report).text }],
            text: report.text
        )
    }
}

struct VerifyPlanCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "verify-plan",
        abstract: "Check a plan's signature, and with --reproduce plan again and compare digests.",
        discussion: """
            Examples:
              reconcile verify-plan PLAN
              reconcile verify-plan PLAN --reproduce --observed host.json
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Argument(help: "The plan file.")
    var plan: String

    @Option(help: ArgumentHelp("The snapshot to plan again from.", valueName: "snapshot"))
    var observed: String?

    @Option(help: ArgumentHelp("As the plan was made with.", valueName: "pattern"))
    var target: [String] = []

    @Option(help: ArgumentHelp("As the plan was made with.", valueName: "pattern"))
    var exclude: [String] = []

    @Flag(help: "Plan again from --observed and compare digests.")
    var reproduce = false

    var name: String { "verify-plan" }

    func validate() throws {
        guard !reproduce || observed != nil else {
            throw ValidationError("--reproduce needs --observed SNAPSHOT, made by 'reconcile observe' on the host")
        }
    }

    func answer(_ environment: Environment) async throws -> Answer {
        let workflow = VerifyPlanWorkflow(global.options, environment)
        let result = try await workflow.run(
            plan,
            snapshot: reproduce ? observed : nil,
            targets: target,
            exclusions: exclude
        )
        let report = VerifyReport(
            file: plan,
            digest: result.digest,
            signatures: result.signatures,
            reproduction: result.reproduction
        )
        return Answer(
            name,
            exitCode: report.isGood ? .done : .refusedTrust,
            summary: report.summary,
            data: report.data,
            diagnostics: result.objections,
            text: report.text
        )
    }
}
