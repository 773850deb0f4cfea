import ArgumentParser
import Domain
import Reports

/// Lets people type what other tools taught them: Terraform's single-dash long flags, and global flags before the verb.
enum ArgumentNormalizer {
    private static let single: Set<String> = [
        "out", "json", "detailed-exitcode", "target", "exclude", "no-color", "only", "chdir", "unsigned", "confirm",
        "help", "version",
    ]
    static func normalized(_ arguments: [String]) -> [String] {
        keyHelp(verbFirst(arguments.map(doubleDashed)))
    }

    /// `help ssot.limits` asks for a page of the schema's.
    private static func keyHelp(_ arguments: [String]) -> [String] {
        guard arguments.first == "help", arguments.count > 1 else { return arguments }
        let parts = arguments[1].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard SchemaCommand.Subject(rawValue: parts[0]) != nil, parts[0] != "plan" || parts.count > 1 else {
            return arguments
        }
        return ["schema", parts[0], "--explain=\(parts.count > 1 && !parts[1].isEmpty ? parts[1] : ".")"]
            + arguments.dropFirst(2)
    }

    private static func doubleDashed(_ argument: String) -> String {
        guard argument.hasPrefix("-"), !argument.hasPrefix("--") else { return argument }
        let name = argument.dropFirst().prefix { $0 != "=" }
        guard single.contains(String(name)) else { return argument }
        return name == "chdir" ? "--directory" + argument.dropFirst(6) : "-" + argument
    }

    /// Moves global flags that stand before the verb behind it, where the parser looks for them.
    private static func verbFirst(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        while let first = rest.first, let flag = LeadingFlag(first) {
            let count = flag.wantsValue ? 2 : 1
            guard rest.count > count else { break }
            leading += flag.words + rest.prefix(count).dropFirst()
            rest = rest.dropFirst(count)
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

/// A global flag that stands before the verb, in any of the spellings that `getopt_long` takes: `--state DIR`,
/// `--state=DIR`, `-C DIR`, `-CDIR`, `-qv`.
private struct LeadingFlag {
    /// As the parser takes it.
    let words: [String]
    /// Whether its value is the next word.
    let wantsValue: Bool

    /// `nil` for what is no global flag.
    init?(_ word: String) {
        let letters = word.dropFirst()
        if word.hasPrefix("--") {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let takesValue = LeadingFlag.table[String(parts[0])], takesValue || parts.count == 1 else {
                return nil
            }
            words = [word]
            wantsValue = takesValue && parts.count == 1
        } else if let first = letters.first, word.hasPrefix("-"), LeadingFlag.table["-\(first)"] == true {
            let value = letters.dropFirst()
            words = ["-\(first)"] + (value.isEmpty ? [] : [String(value.first == "=" ? value.dropFirst() : value)])
            wantsValue = value.isEmpty
        } else {
            guard word.hasPrefix("-"), !letters.isEmpty,
                letters.allSatisfy({ LeadingFlag.table["-\($0)"] == false })
            else { return nil }
            words = [word]
            wantsValue = false
        }
    }

    /// The names of all global flags, and whether they take a value.
    private static let table: [String: Bool] = [
        "-f": true, "--file": true, "-H": true, "--host": true, "-c": true, "--context": true, "-C": true,
        "--directory": true, "--state": true, "--key": true, "--guard": true, "-o": true, "--format": true,
        "--color": true, "--json": false, "--no-color": false, "--no-input": false, "-q": false, "--quiet": false,
        "-v": false, "--verbose": false,
    ]
}

/// Whether JSON was asked for, known before parsing so that a usage error is JSON too.
enum JSONRequest {
    static func isPresent(in arguments: [String]) -> Bool {
        arguments.contains("--json") || arguments.contains("--format=json")
            || zip(arguments, arguments.dropFirst()).contains { ["--format", "-o"].contains($0.0) && $0.1 == "json" }
    }
}
