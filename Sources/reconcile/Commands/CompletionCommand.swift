import ArgumentParser
import Domain
import Reports
import Workflows

struct CompletionCommand: Verb {
    static let configuration = CommandConfiguration.verb(
        commandName: "completion",
        abstract: "Print the completion script of a shell.",
        discussion: """
            Examples:
              source <(reconcile completion bash)
              reconcile completion zsh > "${fpath[1]}/_reconcile"
              reconcile completion fish > ~/.config/fish/completions/reconcile.fish
            """,
        forms: forms
    )

    @OptionGroup var global: GlobalFlags

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    var name: String { "completion" }

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash
        case zsh
        case fish

        fileprivate var script: String {
            let shell: CompletionShell =
                switch self {
                case .bash: .bash
                case .zsh: .zsh
                case .fish: .fish
                }
            return Reconcile.completionScript(for: shell)
        }
    }

    func answer(_ environment: Environment) async throws -> Answer {
        let script = shell.script
        return Answer(
            name,
            summary: "The completion script of \(shell.rawValue).",
            data: ["shell": .string(shell.rawValue), "script": .string(script)],
            text: { _ in script.hasSuffix("\n") ? script : script + "\n" }
        )
    }
}
