import ArgumentParser
import Domain
import Reports
import Workflows

struct AuditCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "audit",
        abstract: "Look at the host and say what each thing is. Changes nothing.",
        discussion: """
            Examples:
              reconcile audit
              reconcile audit --filter class=unknown
              reconcile audit --json | jq '.data.counts'
              reconcile audit --detailed-exitcode --ignore unknown
            """,
        aliases: ["ls"],
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: "class=…, kind=…, or an address, name, ID or glob.")
    var filter: [String] = []

    @Flag(help: "List parents of images too, which the classic builder leaves behind.")
    var all = false

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 when something is missing, extra or unknown.")
    var detailedExitCode = false

    @Option(help: "A class that --detailed-exitcode passes over: unknown.")
    var ignore: [String] = []

    static let forms: Set<OutputFormat> = [.ndjson, .csv, .markdown]

    var name: String { "audit" }

    func answer(_ environment: Environment) async throws -> Answer {
        let typed = try parsedFilter()
        let ignored = try parsedIgnores()
        let isDetailed = detailedExitCode
        let exitCode = { @Sendable (host: ClassifiedHost) -> Domain.ExitCode in
            isDetailed && host.hasDifferences(ignoring: ignored) ? .differences : .done
        }
        let result = try await AuditWorkflow(global.options, environment).run(exitCode: exitCode)
        let filter = typed.resolved(by: result.names)
        let objections = result.classified.objections(to: filter.patterns)
        guard objections.isEmpty else { throw Failure(.usage, objections) }
        let report = AuditReport(
            classified: result.classified,
            environment: result.environment,
            endpoint: result.endpoint,
            ssotPath: result.ssotPath,
            runID: result.runID,
            ages: result.ages,
            memoryIsFresh: result.isFirst,
            health: result.health,
            filter: filter,
            listsParents: all,
            formerNames: result.formerNames
        )
        return Answer(
            name,
            exitCode: exitCode(result.classified),
            summary: report.summary,
            data: report.data,
            diagnostics: result.warnings + (global.outputFormat == .json ? report.findings : []),
            nextActions: NextSteps.after(report),
            forms: [.ndjson: { report.ndjson }, .csv: { report.csv }, .markdown: { report.markdown }],
            text: { global.quiet ? report.quietText : report.text($0) }
        )
    }

    private func parsedFilter() throws -> AuditFilter {
        do throws(Diagnostic) {
            return try AuditFilter(parsing: filter)
        } catch {
            throw Failure(.usage, error)
        }
    }

    private func parsedIgnores() throws -> Set<ResourceClass> {
        Set(
            try ignore.map { text in
                guard let found = ResourceClass(rawValue: text) else {
                    let all = ResourceClass.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Failure(.usage, Diagnostic(.usage, "'\(text)' is no class", fix: "Use one of: \(all)."))
                }
                return found
            }
        )
    }
}
