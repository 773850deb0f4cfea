import ArgumentParser
import Domain
import Reports

/// Lets people type what other tools taught them: Terraform's single-dash long flags, and global flags before the verb.
enum ArgumentNormalizer {
    private static let single: Set<String> = [
        "out", "json", "detailed-exitcode", "target", "exclude", "no-color", "only", "chdir", "unsigned", "confirm",
        "help", "version",
    ]
    private static let valueFlags: Set<String> = [
        "-f", "--file", "-H", "--host", "-c", "--context", "-C", "--state", "--format", "-o", "--key", "--guard",
        "--color",
    ]
    private static let switches: Set<String> = [
        "--json", "--no-input", "-q", "--quiet", "-v", "--verbose", "--no-color",
    ]

    static func normalized(_ arguments: [String]) -> [String] { verbFirst(arguments.map(doubleDashed)) }

    private static func doubleDashed(_ argument: String) -> String {
        guard argument.hasPrefix("-"), !argument.hasPrefix("--") else { return argument }
        let name = argument.dropFirst().prefix { $0 != "=" }
        guard single.contains(String(name)) else { return argument }
        return name == "chdir" ? "-C" + argument.dropFirst(6) : "-" + argument
    }

    /// Moves global flags that stand before the verb behind it, where the parser looks for them.
    private static func verbFirst(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        while let first = rest.first {
            let name = String(first.prefix { $0 != "=" })
            if valueFlags.contains(first), rest.count > 1 {
                leading += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if switches.contains(first) || (valueFlags.contains(name) && first.contains("=")) {
                leading.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard let verb = rest.first, !verb.hasPrefix("-") else { return arguments }
        return [verb] + subverb(of: verb, in: rest.dropFirst(), leading)
    }

    /// `history` has verbs of its own, and the flags belong behind those.
    private static func subverb(of verb: String, in rest: ArraySlice<String>, _ leading: [String]) -> [String] {
        guard verb == "history", let next = rest.first, !next.hasPrefix("-") else { return leading + rest }
        return [next] + leading + rest.dropFirst()
    }
}

/// Whether JSON was asked for, known before parsing so that a usage error is JSON too.
enum JSONRequest {
    static func isPresent(in arguments: [String]) -> Bool {
        arguments.contains("--json") || arguments.contains("--format=json")
            || zip(arguments, arguments.dropFirst()).contains { ["--format", "-o"].contains($0.0) && $0.1 == "json" }
    }
}

/// A verb that does not exist, found before the parser takes it for a surplus argument or blames the flags behind it.
enum UnknownVerb {
    /// What to say of arguments whose verb is no verb; they are normalized, so that it stands first.
    static func diagnostic(in arguments: [String]) -> Diagnostic? {
        guard let verb = arguments.first, !verb.isEmpty, !verb.hasPrefix("-"), !known.contains(verb) else { return nil }
        let near = Suggestion.nearest(to: verb, in: known, limit: 2)
        return Diagnostic(
            .usage,
            "'\(escapedForTerminal(verb))' is no command",
            detail: "Commands: \(known.joined(separator: ", ")).",
            fix: near.map { "Did you mean 'reconcile \($0)'?" } ?? "See 'reconcile --help'."
        )
    }

    private static var known: [String] {
        Reconcile.configuration.subcommands.flatMap { command in
            [command.configuration.commandName].compactMap(\.self) + command.configuration.aliases
        } + ["help"]
    }
}
