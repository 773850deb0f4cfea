import ArgumentParser
import Domain
import Reports
import Workflows

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Read the ledger: runs, one run whole, actions, audits.",
        discussion: """
            Examples:
              reconcile history
              reconcile history show 20261123T020000Z-9c1e02ab
              reconcile history actions --format csv
            """,
        subcommands: [RunsCommand.self, ShowRunCommand.self, ActionsCommand.self, AuditsCommand.self],
        defaultSubcommand: RunsCommand.self
    )
}

struct RunsCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "runs",
        abstract: "What was run, newest first.",
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: "How many at most.")
    var limit = 50

    static let forms: Set<OutputFormat> = [.csv]

    var name: String { "history" }

    func answer(_ environment: Environment) async throws -> Answer {
        let report = RunHistory(runs: try HistoryWorkflow(global.options, environment).runs(limit: limit))
        return Answer(
            name,
            summary: report.summary,
            data: report.data,
            forms: [.csv: { report.csv }],
            text: report.text
        )
    }
}

struct ShowRunCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "show",
        abstract: "One run with all its steps.",
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Argument(help: "The run's ID.")
    var run: String

    var name: String { "history" }

    func answer(_ environment: Environment) async throws -> Answer {
        let detail = try HistoryWorkflow(global.options, environment).run(run)
        let report = RunDetailReport(run: detail.run, actions: detail.actions, audit: detail.audit)
        return Answer(name, summary: report.summary, data: report.data, text: report.text)
    }
}

struct ActionsCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "actions",
        abstract: "Every change of the host: what, why, by whose plan.",
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: "Only those of this run.")
    var run: String?

    @Option(help: "How many at most.")
    var limit = 200

    static let forms: Set<OutputFormat> = [.csv]

    var name: String { "history" }

    func answer(_ environment: Environment) async throws -> Answer {
        let actions = try HistoryWorkflow(global.options, environment).actions(run: run, limit: limit)
        let report = ActionHistory(actions: actions)
        return Answer(
            name,
            summary: report.summary,
            data: report.data,
            forms: [.csv: { report.csv }],
            text: report.text
        )
    }
}

struct AuditsCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "audits",
        abstract: "Recorded looks at the host.",
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: "How many at most.")
    var limit = 50

    static let forms: Set<OutputFormat> = [.csv]

    var name: String { "history" }

    func answer(_ environment: Environment) async throws -> Answer {
        let report = AuditHistory(audits: try HistoryWorkflow(global.options, environment).audits(limit: limit))
        return Answer(
            name,
            summary: report.summary,
            data: report.data,
            forms: [.csv: { report.csv }],
            text: report.text
        )
    }
}
