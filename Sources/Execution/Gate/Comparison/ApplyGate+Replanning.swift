import Domain

// Apply does only what the planner would say: the plan is made again, and every part of the file must be the same.
extension ApplyGate {
    /// - Returns: Nothing where nobody has planned again yet.
    static func replanned(_ evidence: GateEvidence) -> [Finding] {
        switch evidence.replanned {
        case nil: return []
        // SSOT and Compose files are those of the plan, so what has changed is a variable or another file.
        case .failure(let failure): return [Finding(.refusedStale, failure.diagnostics)]
        case .success(let again):
            let (impossible, moved) = PlanComparison(
                evidence.plan,
                again,
                evidence.observed?.host.containers ?? []
            ).differences
            return [forbidden(again), neverPlanned(impossible), stale(moved)].compactMap(\.self)
        }
    }

    /// The planner would write no such plan at all. Limits have a gate of their own.
    private static func forbidden(_ again: ReplanEvidence) -> Finding? {
        let violations = again.violations.filter { $0.code != .planOverLimit }
        return violations.isEmpty ? nil : Finding(.refusedProtected, violations)
    }

    private static func neverPlanned(_ differences: [PlanDifference]) -> Finding? {
        guard !differences.isEmpty else { return nil }
        let diagnostic = Diagnostic(
            .planNotOurs,
            "No state of this host gives this plan: \(paths(differences))",
            detail: differences.prefix(limit).map(\.sentence).joined(separator: "; "),
            fix: "Run 'reconcile plan' again: apply does only what the planner says, and nobody edits a plan."
        )
        return Finding(.invalidInput, [diagnostic], moved: differences.compactMap(\.moved))
    }

    private static func stale(_ differences: [PlanDifference]) -> Finding? {
        guard !differences.isEmpty else { return nil }
        let diagnostic = Diagnostic(
            .planStale,
            "The plan is stale: planning again gives another one: \(paths(differences))",
            detail: differences.prefix(limit).map(\.sentence).joined(separator: "; "),
            fix: "Run 'reconcile plan' again and have the new plan reviewed."
        )
        return Finding(.refusedStale, [diagnostic], moved: differences.compactMap(\.moved))
    }

    private static let limit = 12

    private static func paths(_ differences: [PlanDifference]) -> String {
        let more = differences.count - limit
        return differences.prefix(limit).map(\.path).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}

extension PlanDifference {
    fileprivate var sentence: String { "\(path): planned \(planned), now \(observed)" }

    /// As the report lists it; a part of the plan itself has no address and stands in the message alone.
    fileprivate var moved: Refusal.Moved? {
        address.map { .init(address: $0, field: field, planned: planned, observed: observed) }
    }
}
