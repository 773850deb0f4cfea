import Domain

extension PlanReport {
    /// What cannot be undone and what stops, in so many words.
    func costs(_ styling: Styling) -> [String] {
        let lines = [
            PlanReport.sentence("Cannot be undone", irreversible), PlanReport.sentence("Stops running", stopping),
            PlanReport.sentence("Loses connections for a moment", disconnecting), replacements, secrets,
        ]
        return lines.compactMap { $0 }.flatMap { wrapped($0, styling: styling, lead: "", hanging: 2) }
    }

    /// Replacements are counted once, as changes. Terraform counts each as one added and one destroyed.
    private var replacements: String? {
        guard !replaced.isEmpty else { return nil }
        let names = replaced.map(\.address.printed).joined(separator: ", ")
        return "Replaced, and counted as changed: \(names)."
    }

    private var secrets: String? {
        guard !plan.variables.isEmpty else { return nil }
        return "Apply reads secrets from: \(plan.variables.map(terminalName).joined(separator: ", "))."
    }

    private static func sentence(_ title: String, _ actions: [Action]) -> String? {
        guard !actions.isEmpty else { return nil }
        let texts = actions.map { action in
            action.impact.dataLoss == .none || title != "Cannot be undone"
                ? action.address.printed : "\(action.address.printed) (\(action.impact.dataLoss.words))"
        }
        return "\(title): \(texts.joined(separator: ", "))."
    }

    func omissions(_ styling: Styling) -> [String] {
        guard !plan.complete || !plan.omissions.isEmpty else { return [] }
        return ["This plan does not bring the host all the way to the SSOT:"]
            + plan.omissions.flatMap { wrapped(escapedForTerminal($0.description), styling: styling, lead: "  - ") }
    }

    func standingLines(_ styling: Styling) -> [String] {
        guard let standing else { return [] }
        var lines = wrapped(
            [standing.verdict.sentence, escapedForTerminal(standing.detail)].filter { !$0.isEmpty }
                .joined(separator: " "),
            width: styling.width
        )
        if !standing.moved.isEmpty { lines += MovedTable(standing.moved).lines(styling) }
        lines += standing.signatures.flatMap { signature in
            let verdict = signature.isGood ? "good" : "not good"
            let text = "\(terminalName(signature.principal)), \(escapedForTerminal(signature.namespace)): \(verdict)"
            return wrapped(text, styling: styling, lead: "Signature: ")
        }
        return lines + needs(standing).flatMap { wrapped($0, width: styling.width) }
    }

    private func needs(_ standing: PlanStanding) -> [String] {
        let have = standing.approvals.map(terminalName)
        let names = have.isEmpty ? "" : " (\(have.joined(separator: ", ")))"
        var lines: [String] = []
        if standing.approvalsRequired > 0 || !have.isEmpty {
            lines.append("Approvals: \(have.count) of \(standing.approvalsRequired) needed\(names).")
        }
        if !standing.vetoes.isEmpty {
            lines.append("Rejected by \(standing.vetoes.map(terminalName).joined(separator: ", ")).")
        }
        if let phrase = standing.phrase { lines.append("Apply will ask for the phrase: \(phrase)") }
        return lines
    }

    /// Whether a value is shown as sealed: what that means is said once, at the foot.
    var showsSealed: Bool {
        plan.actions.contains { action in
            let changes = action.changes.flatMap { [$0.before, $0.after] }.compactMap(\.self)
            let made = MadeObject(action)?.groups.flatMap(\.lines) ?? []
            return changes.contains { ValueWords.masked($0).contains(ValueWords.sealed) }
                || made.contains { $0.contains(ValueWords.sealed) }
        }
    }

    func sealedNote(_ styling: Styling) -> [String] {
        showsSealed ? wrapped(ValueWords.explanation, width: styling.width) : []
    }

    func approvalLines(_ styling: Styling) -> [String] {
        guard let commands, !plan.actions.isEmpty else { return [] }
        // Nobody signs what apply refuses anyway.
        guard standing?.isOver != true else { return verifying(commands, styling) }
        return approving(commands, styling) + verifying(commands, styling)
    }

    private func verifying(_ commands: SigningCommands, _ styling: Styling) -> [String] {
        wrapped("To verify the author's signature and the digest:", width: styling.width)
            + commands.verify.map { "  " + $0 }
    }

    /// Only where somebody else must sign: a command that changes nothing would mislead.
    private func approving(_ commands: SigningCommands, _ styling: Styling) -> [String] {
        guard let standing, standing.approvalsRequired > 0 else { return [] }
        let intro = "To approve without this tool (approving the pull request is not approving for the host):"
        return wrapped(intro, width: styling.width) + commands.approve.map { "  " + $0 }
    }

    var commands: SigningCommands? {
        shownFile.map { SigningCommands(file: $0, author: issued.by, signersPath: signersPath) }
    }

    /// Every address once more, in the order of the plan.
    func orderedList(_ styling: Styling) -> [String] {
        guard !plan.actions.isEmpty else { return [] }
        let columns: [TextTable.Column] = [
            .init(), .init("Resource", .cut), .init("Downtime"), .init("Data loss"), .init("Reversible"),
        ]
        let cells = plan.actions.map { action -> [TextTable.Cell] in
            [
                .init(action.kind.symbol(styling), action.kind.tint), .init(action.address.printed),
                .init(action.impact.downtime ? "yes" : "no"), .init(action.impact.dataLoss.words),
                .init(action.impact.reversible ? "yes" : "no"),
            ]
        }
        return TextTable(columns, cells: cells, indent: 2).lines(styling) + [""]
    }

    func closing(_ styling: Styling) -> [String] {
        wrapped(summary, width: styling.width).map { styling.paint($0, .strong) } + [untouchedLine(issued.counts)]
    }
}
