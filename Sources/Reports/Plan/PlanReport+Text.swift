import Domain

extension PlanReport {
    /// The plan for people: what will be done, why, what cannot be undone, how to approve it, and the counts at the
    /// end.
    package func text(_ styling: Styling) -> String {
        var sections = [heading(styling), attentionLines(styling)]
        if !plan.actions.isEmpty { sections.append(["What apply will do:"]) }
        let names = PlanNames(plan)
        sections += plan.actions.map { actionLines($0, names, styling) }
        sections += [costs(styling), omissions(styling), standingLines(styling), approvalLines(styling)]
        sections += [sealedNote(styling), orderedList(styling) + closing(styling)]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).map { $0 }.joinedLines
    }

    private func heading(_ styling: Styling) -> [String] {
        let by = issued.by.map { " by \(terminalName($0))" } ?? ", unsigned"
        let title = "Plan for \(escapedForTerminal(plan.environment)) on \(terminalName(plan.engine.name))"
        let facts = [
            ("File", shownFile.map(escapedForTerminal) ?? "none"), ("SSOT", escapedForTerminal(plan.ssot.path)),
            ("Stack", plan.stack.map { escapedForTerminal($0.path) }.joined(separator: ", ")),
            ("Written", "\(issued.at)\(by)"), ("Expires", issued.expiresAt.description),
            ("Seen", "\(issued.observedAt) through \(escapedForTerminal(issued.endpoint))"), ("Digest", digest),
        ]
        return wrapped(title, width: styling.width).map { styling.paint($0, .strong) }
            + facts.filter { !$0.1.isEmpty }.flatMap { wrapped($0.1, styling: styling, lead: $0.0 + ": ") }
    }

    private func actionLines(_ action: Action, _ names: PlanNames, _ styling: Styling) -> [String] {
        let head = wrapped(action.address.printed, styling: styling, lead: "  \(action.kind.symbol(styling)) ")
        let signed = head[0].dropFirst(2 + displayWidth(action.kind.symbol(styling)))
        let first = "  " + styling.paint(action.kind.symbol(styling), action.kind.tint) + signed
        return [first] + head.dropFirst() + action.changes.flatMap { changeLines($0, action.kind, styling) }
            + facts(action, names).flatMap { label, text in
                wrapped(text, styling: styling, lead: "      " + label.padded(to: 8), hanging: 14)
            } + made(action, styling)
    }

    private func made(_ action: Action, _ styling: Styling) -> [String] {
        guard let made = MadeObject(action) else { return [] }
        return ["      made with"] + made.lines(width: styling.width - 8).map { String(repeating: " ", count: 8) + $0 }
    }

    private func facts(_ action: Action, _ names: PlanNames) -> [(String, String)] {
        let impact = action.impact
        var facts = [
            ("reason", "\(action.reason.rawValue): \(action.reason.sentence)"),
            ("rule", "\(action.ruleWords) at \(escapedForTerminal(action.rule.at))"),
            ("steps", action.stepWords(names)),
            (
                "impact",
                "downtime \(impact.downtime ? "yes" : "no"), data loss \(impact.dataLoss.words), "
                    + "reversible \(impact.reversible ? "yes" : "no"), backup \(impact.backup.words)"
            ),
        ]
        if let age = action.age {
            facts.append(
                ("unused", "not seen in use since \(age.firstUnused), longer than \(counted(age.thresholdDays, "day"))")
            )
        }
        if let leftovers = action.leftoverWords { facts.append(("leaves", leftovers)) }
        if !action.dependsOn.isEmpty {
            facts.append(("after", action.dependsOn.map(\.printed).joined(separator: ", ")))
        }
        return facts
    }

    /// A long value is broken where the line ends, so that each of its spaces is seen.
    private func changeLines(_ change: Action.AttributeChange, _ kind: ActionKind, _ styling: Styling) -> [String] {
        let words = ChangeWords(change, of: kind)
        let remark = words.remark.isEmpty ? "" : "(\(words.remark))"
        let whole = [words.line, remark].filter { !$0.isEmpty }.joined(separator: "  ")
        let fits = displayWidth(whole) <= styling.width - 8
        let lines = fits ? [whole] : hardWrapped(words.line, width: styling.width - 10) + [remark]
        let first = "      \(styling.paint(words.symbol, words.tint)) \(lines[0])"
        return [first] + lines.dropFirst().filter { !$0.isEmpty }.map { String(repeating: " ", count: 10) + $0 }
    }
}

/// Facts of a plan that are no longer so: address, field, planned, observed.
struct MovedTable {
    let moved: [Refusal.Moved]

    init(_ moved: [Refusal.Moved]) { self.moved = moved }

    func lines(_ styling: Styling) -> [String] {
        let columns: [TextTable.Column] = [
            .init("Address", .cut), .init("Field"), .init("Planned", .wrap), .init("Observed", .wrap),
        ]
        let cells = moved.map { fact -> [TextTable.Cell] in
            [
                .init(fact.address.printed), .init(escapedForTerminal(fact.field)),
                .init(terminalName(fact.planned)), .init(terminalName(fact.observed)),
            ]
        }
        return TextTable(columns, cells: cells, indent: 2).lines(styling)
    }
}
