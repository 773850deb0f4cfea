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
    var putBacks: [PutBack] {
        let byAction = Dictionary(grouping: steps, by: \.place.action)
        return plan.actions.indices.compactMap { PutBack(plan.actions[$0], byAction[$0] ?? []) }
    }

    /// The command that plans again without what failed; `nil` where nothing did, or only because somebody stopped it.
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
