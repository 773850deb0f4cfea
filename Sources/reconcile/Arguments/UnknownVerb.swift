import ArgumentParser
import Domain
import Reports

/// A verb that does not exist, found before the parser takes it for a surplus argument or blames the flags behind it.
enum UnknownVerb {
    /// What to say of arguments whose verb is no verb; they are normalized, so that it stands first.
    static func diagnostic(in arguments: [String]) -> Diagnostic? {
        guard let verb = arguments.first, !verb.isEmpty, !verb.hasPrefix("-"), !known.contains(verb) else { return nil }
        let near = known.min { distance(verb, $0) < distance(verb, $1) }.flatMap { distance(verb, $0) <= 2 ? $0 : nil }
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

    /// Levenshtein's, where two neighbours that changed places count once.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        var rows = [Array(0...right.count)]
        for (i, scalar) in left.prefix(64).enumerated() {
            var row = [i + 1]
            for (j, other) in right.enumerated() {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (scalar == other ? 0 : 1))
                if i > 0, j > 0, scalar == right[j - 1], left[i - 1] == other {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows.last?.last ?? 0
    }
}
