import Domain

extension AuditReport {
    /// The audit for people: one table a kind, what deserves attention, and the counts at the end.
    package func text(_ styling: Styling) -> String {
        var lines = heading(styling)
        for kind in ResourceKind.allCases { lines += section(kind, styling) }
        lines += missingLines(styling)
        for remark in remarks(styling) { lines += [""] + remark }
        lines += [""] + closing(styling)
        return lines.joinedLines
    }

    private func heading(_ styling: Styling) -> [String] {
        let engine = terminalName(classified.host.engine.name)
        let place = "\(environmentName) on \(engine), \(escapedForTerminal(endpoint))"
        return wrapped(place, width: styling.width)
    }

    private func section(_ kind: ResourceKind, _ styling: Styling) -> [String] {
        let listed = resources.filter { $0.address.kind == kind }
        guard !listed.isEmpty else { return [] }
        let counted = ResourceClass.allCases.compactMap { `class` in
            let number = listed.count { $0.class == `class` }
            return number == 0 ? nil : "\(number) \(`class`.words)"
        }
        let title = styling.paint(kind.heading, .strong) + ": " + counted.joined(separator: ", ")
        return ["", title] + AuditTable(listed, styling: styling).lines
    }

    private func missingLines(_ styling: Styling) -> [String] {
        guard !missing.isEmpty else { return [] }
        let lines = missing.map { address in
            wrapped(address.printed, styling: styling, lead: "  ").map {
                "  " + styling.paint("+", .add) + $0.dropFirst(1)
            }
        }
        return [
            "",
            styling.paint("Missing", .strong)
                + ": \(missing.count) of the SSOT \(missing.count == 1 ? "is" : "are") not there",
        ]
            + lines.flatMap { $0 }
    }

    private func closing(_ styling: Styling) -> [String] {
        let health = health.map { health in
            health.isHealthy
                ? "Health: good at \(health.at)."
                : "Health: \(health.failed.map(terminalName).joined(separator: ", ")) failed at \(health.at)."
        }
        let first = "Audit: \(classified.missing.count) missing, \(counts[.extraSafeDelete]) safe to delete, "
        return wrapped(
            [health, first + "\(counts[.expected]) expected."].compactMap { $0 }.joined(separator: "\n"),
            width: styling.width
        )
            + [untouchedLine(counts)]
    }
}

/// The last line of audits and plans.
func untouchedLine(_ counts: ClassCounts) -> String {
    let unknown = counts[.unknown]
    let verb = unknown == 1 ? "needs" : "need"
    return "Protected: \(counts[.protected]) untouched. Unknown: \(unknown) \(verb) a decision."
}
