package import Domain

/// What a person reads before typing the phrase: how much goes, and what nothing can bring back.
package enum PhrasePrompt {
    package static func text(_ plan: Plan, phrase: String) -> String {
        let summary = PlanSummary(plan)
        let lost = plan.actions.filter { !$0.impact.reversible }.map { "  \($0.address.printed)" }
        let warning =
            lost.isEmpty ? "" : "These cannot be brought back as they were:\n\(lost.joined(separator: "\n"))\n"
        return "\(summary.destroy) to destroy on \(terminalName(plan.engine.name)).\n\(warning)"
            + "Type \(phrase) to go on: "
    }
}
