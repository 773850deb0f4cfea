package import Domain

/// What `init` made and what it kept.
package struct InitReport: Sendable {
    package let created: [String]
    package let kept: [String]
    /// Who the author's key stands for.
    package let principal: String?
    /// Lines to do next, each a command with its reason.
    package let nextActions: [NextAction]

    package init(created: [String], kept: [String], principal: String?, nextActions: [NextAction] = []) {
        self.created = created
        self.kept = kept
        self.principal = principal
        self.nextActions = nextActions
    }

    package var summary: String { "Init: \(created.count) created, \(kept.count) kept." }

    /// The envelope's `data`.
    package var data: JSON {
        ["created": .strings(created), "kept": .strings(kept), "principal": .optional(principal)]
    }

    package func text(_ styling: Styling) -> String {
        var lines = created.flatMap { line($0, "+", .add, styling) } + kept.flatMap { line($0, "=", nil, styling) }
        if let principal { lines += wrapped("Principal: \(terminalName(principal))", width: styling.width) }
        lines.append(summary)
        if !nextActions.isEmpty { lines += ["", "Next:"] }
        for action in nextActions {
            lines += ["  " + escapedForTerminal(action.command)]
            lines += wrapped(escapedForTerminal(action.why), styling: styling, lead: "      ")
        }
        return lines.joinedLines
    }

    private func line(_ path: String, _ sign: String, _ tint: Tint?, _ styling: Styling) -> [String] {
        let lines = wrapped(escapedForTerminal(path), styling: styling, lead: "  \(sign) ")
        return ["  " + styling.paint(sign, tint) + lines[0].dropFirst(3)] + lines.dropFirst()
    }
}
