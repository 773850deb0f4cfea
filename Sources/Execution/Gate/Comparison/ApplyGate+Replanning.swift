import Domain

// Apply does only what the planner would say: the plan is made again, and every part of the file must be the same.
extension ApplyGate {
    /// Compares the plan with the one made again, unless the targets themselves have changed: those findings say more.
    static func replanned(_ evidence: GateEvidence, after targets: [Finding]) -> [Finding] {
        guard let again = evidence.replanned, targets.isEmpty else { return [] }
        let (impossible, moved) = PlanComparison(
            evidence.plan,
            again,
            evidence.observed?.host.containers ?? []
        ).differences
        return [forbidden(again), neverPlanned(impossible), stale(moved)].compactMap(\.self)
    }

    /// The planner would write no such plan at all. Limits have a gate of their own.
    private static func forbidden(_ again: ReplanEvidence) -> Finding? {
        let violations = again.violations.filter { $0.code != .planOverLimit }
        return violations.isEmpty ? nil : Finding(.targets, .refusedProtected, violations)
    }

    private static func neverPlanned(_ differences: [PlanDifference]) -> Finding? {
        guard !differences.isEmpty else { return nil }
        let diagnostic = Diagnostic(
            .planNotOurs,
            "No state of this host gives this plan: \(places(differences))",
            detail: differences.prefix(limit).map(\.sentence).joined(separator: "; "),
            fix: "Run 'reconcile plan' again: apply does only what the planner says, and nobody edits a plan."
        )
        return Finding(.targets, .invalidInput, [diagnostic], moved: differences.compactMap(\.moved))
    }

    private static func stale(_ differences: [PlanDifference]) -> Finding? {
        guard !differences.isEmpty else { return nil }
        let diagnostic = Diagnostic(
            .planStale,
            "The plan is stale: planning again gives another one: \(places(differences))",
            detail: differences.prefix(limit).map(\.sentence).joined(separator: "; "),
            fix: "Run 'reconcile plan' again and have the new plan reviewed."
        )
        return Finding(.targets, .refusedStale, [diagnostic], moved: differences.compactMap(\.moved))
    }

    private static let limit = 12

    private static func places(_ differences: [PlanDifference]) -> String {
        let more = differences.count - limit
        return differences.prefix(limit).map(\.place).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}

extension PlanDifference {
    fileprivate var sentence: String { "\(place): planned \(planned), now \(observed)" }

    /// As the report lists it; a part of the plan itself has no address and stands in the message alone.
    fileprivate var moved: Refusal.Moved? {
        address.map { .init(address: $0, field: field, planned: planned, observed: observed) }
    }
}
