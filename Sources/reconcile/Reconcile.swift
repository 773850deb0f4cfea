import ArgumentParser
import Domain
import Glibc
import Workflows

/// The command line's root.
struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Plan and apply for a Docker host: review what goes, sign it, apply exactly that.",
        discussion: """
            First use on a host:
              reconcile init               make SSOT, keys, signers file and ledger
              reconcile audit              what is here, and what each thing is
              reconcile plan               write a signed plan file
              reconcile show PLAN          read it, or put it into a pull request
              reconcile apply PLAN         apply exactly that plan, or refuse
              reconcile                    where you are, and what to type next

            Exit codes:
              0 done  1 unexpected  2 differences (--detailed-exitcode)
              3 stale  4 trust: engine, signature, expiry, used, phrase
              5 protected or unknown now, or over a limit
              6 applied in part  7 applied, but unhealthy
              64 usage  65 invalid input  66 input missing  69 Engine unreachable
              73 cannot write  75 locked  77 permission  78 configuration
              130/143 interrupted, recorded
            """,
        version: Environment.tool,
        subcommands: [
            InitCommand.self, ValidateCommand.self, AuditCommand.self, ExplainCommand.self, PlanCommand.self,
            DiffCommand.self, ObserveCommand.self, ShowCommand.self, VerifyPlanCommand.self, ApplyCommand.self,
            HealthCommand.self, HistoryCommand.self, StatusCommand.self, SchemaCommand.self, CompletionCommand.self,
        ],
        defaultSubcommand: StatusCommand.self
    )
}

/// A verb: parsed flags that know how to get an answer. Printing is the console's.
protocol Verb: ParsableCommand {
    /// Forms besides text and JSON.
    static var forms: Set<OutputFormat> { get }

    var global: GlobalFlags { get }

    /// The verb's name in `schema`.
    var name: String { get }

    func answer(_ environment: Environment) async throws -> Answer
}

extension Verb {
    static var forms: Set<OutputFormat> { [] }

    /// A form that does not exist, or that the verb does not have, is a usage error before anything runs, not text in
    /// its place.
    func checkForm() throws {
        guard let asked = global.format else { return }
        let known = OutputFormat.names(with: Self.forms)
        guard !known.contains(asked) else { return }
        let near = Suggestion.nearest(to: asked, in: known, limit: 2).map { "Did you mean '\($0)'? " } ?? ""
        let summary = "\(name) cannot be printed as '\(asked)'"
        throw Failure(.usage, Diagnostic(.usage, summary, fix: "\(near)Use one of: \(known.joined(separator: ", "))."))
    }
}

extension CommandConfiguration {
    /// The configuration of a verb, whose help ends with the forms that it has.
    static func verb(
        commandName: String,
        abstract: String,
        discussion: String = "",
        aliases: [String] = [],
        forms: Set<OutputFormat>
    ) -> CommandConfiguration {
        let list = "Formats (-o): \(OutputFormat.names(with: forms).joined(separator: ", "))."
        return CommandConfiguration(
            commandName: commandName,
            abstract: abstract,
            discussion: discussion.isEmpty ? list : "\(discussion)\n\n\(list)",
            aliases: aliases
        )
    }
}

@main
enum Main {
    static func main() async {
        // The reader of a pipe may exit (`| head`); an apply must not be killed by that.
        signal(SIGPIPE, SIG_IGN)
        let code = await Program(arguments: Array(CommandLine.arguments.dropFirst())).run()
        exit(code.rawValue)
    }
}
