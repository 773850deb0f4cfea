import ArgumentParser
import Domain
import Reports

/// A verb or flag that does not exist, found before the parser takes it for a surplus argument or blames what stands
/// behind it.
enum UnknownWord {
    /// What to say of arguments that hold one; `nil` where none is known to be wrong. The arguments are normalized, so
    /// that the verb stands first.
    static func diagnostic(in arguments: [String]) -> Diagnostic? {
        guard let verb = arguments.first, !verb.isEmpty, !verb.hasPrefix("-") else { return nil }
        guard verbs.contains(verb) else { return unknown(verb) }
        return arguments.dropFirst().prefix { $0 != "--" }.lazy.compactMap(foreignFlag).first
    }

    private static func unknown(_ verb: String) -> Diagnostic {
        let near = Suggestion.nearest(to: verb, in: verbs, limit: 2).map { "Did you mean 'reconcile \($0)'?" }
        return Diagnostic(
            .usage,
            "'\(escapedForTerminal(verb))' is no command",
            detail: "Commands: \(verbs.joined(separator: ", ")).",
            fix: foreignVerbs[verb] ?? near ?? "See 'reconcile --help'."
        )
    }

    private static func foreignFlag(_ word: String) -> Diagnostic? {
        guard word.hasPrefix("-") else { return nil }
        let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
        return foreignFlags[name].map { Diagnostic(.usage, "There is no flag '-\(name)'", fix: $0) }
    }

    static var verbs: [String] {
        Reconcile.configuration.subcommands.flatMap { command in
            [command.configuration.commandName].compactMap(\.self) + command.configuration.aliases
        } + ["help"]
    }

    private static let cleanUp =
        "What the SSOT marks safe to delete goes by 'reconcile plan --only cleanup' and 'reconcile apply PLAN'."
    private static let audit = "'reconcile audit' says what is there, and what each thing is."
    private static let bringUp =
        "'reconcile plan --only stack' plans what the stack needs; 'reconcile apply PLAN' does it."

    /// What Terraform, docker and Compose call it.
    private static let foreignVerbs = [
        "version": "It is 'reconcile --version'.",
        "up": bringUp, "create": bringUp, "start": bringUp, "restart": bringUp, "run": bringUp, "pull": bringUp,
        "down": "No verb takes a whole stack away. \(cleanUp)",
        "destroy": "No verb takes everything away. \(cleanUp)",
        "prune": cleanUp, "rm": cleanUp, "rmi": cleanUp, "delete": cleanUp, "clean": cleanUp, "cleanup": cleanUp,
        "import":
            "'adopt' in the SSOT takes over what others made; 'reconcile explain ADDRESS' says whether it needs to.",
        "state": "\(audit) 'reconcile history' says what was done.",
        "ps": audit, "list": audit, "refresh": audit, "output": audit, "images": audit,
        "fmt": "'reconcile validate' checks the SSOT.", "lint": "'reconcile validate' checks the SSOT.",
        "check": "'reconcile validate' checks the SSOT, 'reconcile health' what runs.",
        "log": "'reconcile history' lists the runs.", "logs": "'docker logs NAME' shows what a container says.",
    ]

    /// Flags of those tools that change what is confirmed or asked.
    private static let foreignFlags: [String: String] = {
        let confirm =
            "A signed plan is applied without a question. One that deletes wants --confirm \"APPLY CLEANUP\" where nobody "
            + "can type it."
        let values = "Values come from the stack's env files and from the environment."
        return [
            "auto-approve": confirm, "yes": confirm, "y": confirm, "force": confirm,
            "dry-run": "'reconcile diff' shows what a plan would do, and writes none.",
            "destroy": cleanUp, "var": values, "var-file": values,
            "refresh": audit, "refresh-only": audit,
        ]
    }()
}
