/// Substitution of `$NAME` and `${NAME…}` in one text, by Compose's rules.
enum Interpolation {
    /// What a text became, and what it asked for on the way.
    struct Result: Sendable, Hashable {
        /// Meaningless where there is a problem.
        let text: String
        /// Variables whose values are in the text.
        let used: Set<String>
        /// Variables that are not set and have no default: "" stands in the text for each.
        let missing: [String]
        let problem: Problem?
    }

    enum Problem: Sendable, Hashable {
        /// A `${` that begins no variable: two dollar signs were meant.
        case invalid
        /// `${NAME:?reason}` or `${NAME?reason}`, and the variable has no value.
        case required(variable: String, reason: String)
        case tooDeep
    }

    /// The text with its variables replaced. `lookup` gives `nil` for a variable that is not set, which is not the
    /// same as empty.
    static func substitute(_ text: String, lookup: (String) -> String?) -> Result {
        guard text.utf8.contains(UInt8(ascii: "$")) else {
            return Result(text: text, used: [], missing: [], problem: nil)
        }
        return withoutActuallyEscaping(lookup) { lookup in
            var substitution = Substitution(lookup: lookup)
            let output = substitution.expand(Array(text.utf8)[...], depth: 0)
            return Result(
                text: String(decoding: output, as: UTF8.self),
                used: substitution.used,
                missing: substitution.missing,
                problem: substitution.problem
            )
        }
    }
}
