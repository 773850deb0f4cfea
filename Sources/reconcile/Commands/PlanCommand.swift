import ArgumentParser
import Domain
import Reports
import Workflows

/// What `plan` and `diff` share.
struct PlanFlags: ParsableArguments, Sendable {
    @Option(help: "cleanup or stack; both where it is left away.")
    var only: Plan.Mode?

    @Option(
        help: ArgumentHelp("Plan only this stack of the SSOT, and no clean-up; may be repeated.", valueName: "name")
    )
    var stack: [String] = []

    @Option(
        help: ArgumentHelp("Plan only what fits, and what that needs: address, name, ID or glob.", valueName: "pattern")
    )
    var target: [String] = []

    @Option(help: ArgumentHelp("Leave out what fits, and what needs that.", valueName: "pattern"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Plan from a snapshot of 'reconcile observe'.", valueName: "snapshot"))
    var observed: String?

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 when the plan has actions.")
    var detailedExitCode = false
}

extension Plan.Mode: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument) }
}

struct PlanCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "plan",
        abstract: "Write a signed plan of what would be made, changed and deleted. Changes nothing.",
        discussion: """
            Examples:
              reconcile plan
              reconcile plan --only stack
              reconcile plan --stack shop
              reconcile plan --target 'volume/tmp-*' --out cleanup.plan.json
              reconcile plan --observed host.json --unsigned
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags
    @OptionGroup var plan: PlanFlags

    @Option(help: ArgumentHelp("Where to write it; plans/<env>/… by default.", valueName: "file"))
    var out: String?

    @Flag(help: "Write it without a signature; apply refuses such a file.")
    var unsigned = false

    static let forms: Set<OutputFormat> = [.markdown]

    var name: String { "plan" }

    func answer(_ environment: Environment) async throws -> Answer {
        try await PlanAnswer(global, plan).answer(environment, out: out, isUnsigned: unsigned, writesFile: true)
    }
}

struct DiffCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "diff",
        abstract: "Show what a plan would do, without writing one.",
        forms: forms
    )

    @OptionGroup var global: GlobalFlags
    @OptionGroup var plan: PlanFlags

    static let forms: Set<OutputFormat> = [.markdown]

    var name: String { "plan" }

    func answer(_ environment: Environment) async throws -> Answer {
        try await PlanAnswer(global, plan).answer(environment, out: nil, isUnsigned: true, writesFile: false)
    }
}

/// Runs the planning and says what came of it.
struct PlanAnswer {
    private let global: GlobalFlags
    private let flags: PlanFlags

    init(_ global: GlobalFlags, _ flags: PlanFlags) {
        self.global = global
        self.flags = flags
    }

    func answer(
        _ environment: Environment,
        out: String?,
        isUnsigned: Bool,
        writesFile: Bool
    ) async throws -> Answer {
        let request = PlanWorkflow.Request(
            out: out,
            mode: flags.only ?? .all,
            targets: flags.target,
            exclusions: flags.exclude,
            stacks: flags.stack,
            snapshot: flags.observed,
            isUnsigned: isUnsigned,
            writesFile: writesFile,
            tellsDifferences: flags.detailedExitCode
        )
        let result = try await PlanWorkflow(global.options, environment).run(request)
        let report = PlanReport(
            content: result.content,
            digest: result.digest,
            file: result.file,
            shownFile: result.shownFile
        )
        return Answer(
            "plan",
            exitCode: result.exitCode,
            summary: result.violations.first?.summary ?? report.summary,
            data: report.planData(planFile: result.json),
            diagnostics: result.warnings + result.violations + (global.outputFormat == .json ? report.findings : []),
            nextActions: next(result),
            forms: [.markdown: { PlanMarkdown(report).text }],
            text: { report.text($0) + (result.isKept ? PlanAnswer.kept(result.file) : "") }
        )
    }

    private static func kept(_ file: String?) -> String {
        "The same plan stood in \(file ?? "a file") before, and nothing was written.\n"
    }

    private func next(_ result: PlanWorkflow.Result) -> [NextAction] {
        result.file.map { [NextAction(command: "reconcile show \($0)", why: "review it; then apply it")] } ?? []
    }
}
