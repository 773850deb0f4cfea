import ArgumentParser
import Domain
import Reports
import Workflows

struct InitCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "init",
        abstract: "Make what a repository and its host need: SSOT, keys, signers file, ledger.",
        discussion: """
            It keeps what exists, and may be run again.

            Examples:
              reconcile init
              reconcile init --from-host
              reconcile init --from-compose compose.yaml
              reconcile init --accept-signers
              reconcile init -f infra/docker/OTHER_SSOT.yaml --accept-ssot
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Option(help: "Who you are in the signers file; letters, digits and ._@+-")
    var principal: String?

    @Option(help: "The environment's name for a first SSOT; 'staging' unless the file's name says another.")
    var env: String?

    @Flag(name: .customLong("from-host"), help: "Write the first SSOT from what runs on the host.")
    var fromHost = false

    @Option(
        name: .customLong("from-compose"),
        help: ArgumentHelp("Write the first SSOT from a Compose file.", valueName: "file")
    )
    var fromCompose: String?

    @Flag(name: .customLong("accept-signers"), help: "Record the signers file as it is now.")
    var acceptSigners = false

    @Flag(name: .customLong("accept-ssot"), help: "Bind this host to the SSOT that -f names, instead of its old one.")
    var acceptSSOT = false

    @Flag(name: .customLong("accept-clock"), help: "Go on although the ledger has records from the future.")
    var acceptClock = false

    @Flag(name: .customLong("new-ledger"), help: "Go on with this ledger where another one worked and is lost.")
    var newLedger = false

    @Flag(help: "Keep the state below /var/lib/reconcile.")
    var system = false

    var name: String { "init" }

    func validate() throws {
        guard !fromHost || fromCompose == nil else {
            throw ValidationError("--from-host and --from-compose exclude each other")
        }
    }

    func answer(_ environment: Environment) async throws -> Answer {
        let request = InitWorkflow.Request(
            principal: principal,
            acceptsSigners: acceptSigners,
            acceptsSSOT: acceptSSOT,
            acceptsClock: acceptClock,
            takesOver: newLedger,
            fromHost: fromHost,
            composeFile: fromCompose,
            isSystem: system,
            env: env
        )
        let result = try await InitWorkflow(global.options, environment).run(request)
        let next = [
            NextAction(command: "reconcile validate", why: "check the SSOT"),
            NextAction(command: "reconcile audit", why: "see what is on the host"),
        ]
        let report = InitReport(
            created: result.created,
            kept: result.kept,
            principal: result.principal,
            nextActions: next
        )
        var answer = Answer(
            name,
            summary: report.summary,
            data: report.data,
            diagnostics: result.warnings,
            nextActions: next,
            text: report.text
        )
        answer.textSaysNext = true
        return answer
    }
}
