internal import Domain
internal import Execution
internal import Reports

/// What a person reads before typing the phrase: how much goes, and what nothing can bring back.
enum PhrasePrompt {
    static func text(_ plan: Plan) -> String {
        let summary = PlanSummary(plan)
        let lost = plan.actions.filter { !$0.impact.reversible }.map { "  \($0.address.printed)" }
        let warning =
            lost.isEmpty ? "" : "These cannot be brought back as they were:\n\(lost.joined(separator: "\n"))\n"
        return "\(summary.destroy) to destroy on \(terminalName(plan.engine.name)).\n\(warning)"
            + "Type \(ApplyGate.phrase) to go on: "
    }
}
