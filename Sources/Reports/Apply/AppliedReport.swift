package import Domain

/// What an apply did.
package struct AppliedReport: Sendable {
    package let runID: String
    package let plan: Plan
    package let digest: String
    package let steps: [StepRecord]
    /// The checks after the last step; empty where the SSOT has none.
    package let health: [HealthResult]
    package let exitCode: ExitCode
    /// What else is worth knowing: changes by others, a receipt that could not be copied.
    package let notes: [String]
    package let receipt: String?

    package init(
        runID: String,
        plan: Plan,
        digest: String,
        steps: [StepRecord],
        health: [HealthResult],
        exitCode: ExitCode,
        notes: [String] = [],
        receipt: String? = nil
    ) {
        self.runID = runID
        self.plan = plan
        self.digest = digest
        self.steps = steps.sorted { $0.place < $1.place }
        self.health = health
        self.exitCode = exitCode
        self.notes = notes
        self.receipt = receipt
    }

    /// What became of each action, in the order of the plan.
    var outcomes: [StepOutcome] {
        let byAction = Dictionary(grouping: steps, by: \.place.action)
        return plan.actions.indices.map { index in
            let count = plan.actions[index].steps.count
            let own = (byAction[index] ?? []).filter { $0.place.step < count }
            return StepOutcome.ofAction(own.map(\.outcome), steps: count)
        }
    }

    /// Replacements that were reversed, in the order of the plan.
    var putBacks: [ReversalSummary] {
        let byAction = Dictionary(grouping: steps, by: \.place.action)
        return plan.actions.indices.compactMap { ReversalSummary(plan.actions[$0], byAction[$0] ?? []) }
    }

    /// The `reconcile plan --exclude …` that leaves out what failed; `nil` where nothing failed, or where somebody
    /// interrupted the apply.
    package var wayPast: String? { wayPastWords.isEmpty ? nil : wayPastWords.joined(separator: " ") }

    /// The same in parts that a shell takes one line each.
    var wayPastWords: [String] {
        let failed = Set(steps.filter { $0.outcome == .failed || $0.outcome == .unknown }.map(\.address))
        guard !failed.isEmpty, exitCode != .interrupted, exitCode != .terminated else { return [] }
        let only = plan.mode == .all ? "" : " --only \(plan.mode.rawValue)"
        return ["reconcile plan\(only)"] + failed.sorted().map { "--exclude \(shellQuoted($0.description))" }
    }

    /// `Applied: 0 added, 0 changed, 5 destroyed, 0 failed.`
    package var summary: String {
        let outcomes = self.outcomes
        let done = zip(plan.actions, outcomes).filter { $0.1.isSuccess }.map(\.0)
        let counts = ActionTally(done)
        let failed = outcomes.count { $0 == .failed || $0 == .unknown }
        let skipped = outcomes.count { $0 == .skipped }
        return "Applied: \(counts.add) added, \(counts.change) changed, \(counts.destroy) destroyed, \(failed) failed"
            + (skipped > 0 ? ", \(skipped) not begun or not finished." : ".")
    }
}

/// How many actions add, change and destroy, in Terraform's sense.
private struct ActionTally {
    let add: Int
    let change: Int
    let destroy: Int

    init(_ actions: [Action]) {
        let signs = actions.map(\.kind.symbol)
        add = signs.count { $0 == "+" }
        destroy = signs.count { $0 == "-" }
        change = signs.count - add - destroy
    }
}

extension StepOutcome {
    /// The worst outcome of an action's steps decides; a step without a record was never sent.
    fileprivate static func ofAction(_ outcomes: [StepOutcome], steps: Int) -> StepOutcome {
        for worst in [StepOutcome.unknown, .failed, .skipped] where outcomes.contains(worst) { return worst }
        return outcomes.count < steps ? .skipped : outcomes.last ?? .done
    }
}

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
