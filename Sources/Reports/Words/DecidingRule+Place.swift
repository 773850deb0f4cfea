import Domain

extension DecidingRule {
    /// Where the rule stands and what matched: `file:line:col:pattern`, as `git check-ignore -v` has it, and
    /// `built-in: pattern` for rules of no file.
    var place: String {
        let at = escapedForTerminal(origin.description)
        guard let pattern else { return at }
        let separator =
            switch origin {
            case .file: ":"
            case .builtIn, .label, .memory, .observation: ": "
            }
        return at + separator + terminalName(pattern)
    }
}
