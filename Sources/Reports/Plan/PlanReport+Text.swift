import Domain

extension PlanReport {
    /// The plan for people: what will be done, why, what cannot be undone, how to approve it, and the counts at the end.
    package func text(_ styling: Styling) -> String {
        var sections = [heading(styling)]
        if !plan.actions.isEmpty { sections.append(["What apply will do:"]) }
        sections += plan.actions.map { actionLines($0, styling) }
        sections += [costs(styling), omissions(styling), standingLines(styling), approvalLines(styling)]
        sections += [orderedList(styling) + closing(styling)]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).map { $0 }.joinedLines
    }

    private func heading(_ styling: Styling) -> [String] {
        let by = issued.by.map { " by \(terminalName($0))" } ?? ", unsigned"
        let title = "Plan for \(escapedForTerminal(plan.environment)) on \(terminalName(plan.engine.name))"
        let facts = [
            ("File", file.map(escapedForTerminal) ?? "none"), ("SSOT", escapedForTerminal(plan.ssot.path)),
            ("Written", "\(issued.at)\(by)"), ("Expires", issued.expiresAt.description),
            ("Seen", "\(issued.observedAt) through \(escapedForTerminal(issued.endpoint))"), ("Digest", digest),
        ]
        return wrapped(title, width: styling.width).map { styling.paint($0, .strong) }
            + facts.flatMap { wrapped($0.1, styling: styling, lead: $0.0 + ": ") }
    }

    private func actionLines(_ action: Action, _ styling: Styling) -> [String] {
        let head = wrapped(action.address.printed, styling: styling, lead: "  \(action.kind.symbol(styling)) ")
        let signed = head[0].dropFirst(2 + displayWidth(action.kind.symbol(styling)))
        let first = "  " + styling.paint(action.kind.symbol(styling), action.kind.tint) + signed
        return [first] + head.dropFirst()
            + facts(action).flatMap { label, text in
                wrapped(text, styling: styling, lead: "      " + label.padded(to: 8), hanging: 14)
            }
    }

    private func facts(_ action: Action) -> [(String, String)] {
        let impact = action.impact
        var facts = [
            ("reason", "\(action.reason.rawValue): \(action.reason.sentence)"),
            ("rule", "\(action.ruleWords) at \(escapedForTerminal(action.rule.at))"),
            ("steps", action.steps.map(\.words).joined(separator: ", ")),
            (
                "impact",
                "downtime \(impact.downtime ? "yes" : "no"), data loss \(impact.dataLoss.words), "
                    + "reversible \(impact.reversible ? "yes" : "no"), backup \(impact.backup.words)"
            ),
        ]
        if let age = action.age {
            facts.append(("unused", "since \(age.firstUnused), longer than \(counted(age.thresholdDays, "day"))"))
        }
        facts += action.changes.map { ("change", PlanReport.words($0)) }
        if !action.dependsOn.isEmpty {
            facts.append(("after", action.dependsOn.map(\.printed).joined(separator: ", ")))
        }
        return facts
    }

    private static func words(_ change: Action.AttributeChange) -> String {
        let before = change.before.map(terminalName) ?? "none"
        return "\(escapedForTerminal(change.attribute)): \(before) to \(change.after.map(terminalName) ?? "none")"
    }
}
