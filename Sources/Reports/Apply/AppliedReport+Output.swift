package import Domain

extension AppliedReport {
    /// The envelope's `data`.
    package var data: JSON {
        [
            "run_id": .string(runID),
            "digest": .string(digest),
            "steps": .array(
                steps.map { record in
                    [
                        "address": .string(record.address.description), "step": .string(record.step.operation.rawValue),
                        "outcome": .string(record.outcome.rawValue), "detail": .string(record.detail),
                    ]
                }
            ),
            "counts": .object(
                StepOutcome.allCases.map { outcome in
                    JSON.Member(outcome.rawValue, .number(steps.count { $0.outcome == outcome }))
                }
            ),
            "health": .array(health.map(\.json)),
            "notes": .strings(notes),
            "receipt": .optional(receipt),
        ]
    }

    package func text(_ styling: Styling) -> String {
        var lines = failures(styling)
        lines += putBacks.flatMap { wrapped($0.text, styling: styling, lead: "", hanging: 2) }
        lines += notes.flatMap { wrapped(escapedForTerminal($0), styling: styling, lead: "Note: ", hanging: 0) }
        lines += health.isEmpty ? [] : HealthTable(health).lines(styling)
        lines += wrapped("Run: \(escapedForTerminal(runID))", width: styling.width)
        if let receipt { lines += wrapped("Receipt: \(escapedForTerminal(receipt))", width: styling.width) }
        return (lines + wrapped(summary, width: styling.width) + unhealthy + next(styling)).joinedLines
    }

    private func failures(_ styling: Styling) -> [String] {
        steps.filter { !$0.outcome.isSuccess }.flatMap { record in
            wrapped(ApplyProgress.finished(record, styling: Styling.plain), styling: styling, lead: "", hanging: 2)
        }
    }

    private var unhealthy: [String] {
        let failed = health.filter { !$0.isHealthy }.map { terminalName($0.name) }
        return failed.isEmpty ? [] : ["Unhealthy: \(failed.joined(separator: ", "))."]
    }

    private func next(_ styling: Styling) -> [String] {
        let isUnknown = steps.contains { $0.outcome == .unknown }
        let text = "Some calls gave no answer that tells. `reconcile audit` shows what is there now."
        return (isUnknown ? wrapped(text, width: styling.width) : []) + wayPast(styling)
    }

    /// A command that can be copied: in one line, else one part a line.
    private func wayPast(_ styling: Styling) -> [String] {
        guard let line = wayPast else { return [] }
        let fits = displayWidth(line) + 2 <= styling.width
        let parts = fits ? line : wayPastWords.joined(separator: " \\\n    ")
        let lines = parts.split(separator: "\n").flatMap {
            hardWrapped("  " + escapedForTerminal(String($0)), width: styling.width)
        }
        return ["To get past what failed:"] + lines
    }
}
