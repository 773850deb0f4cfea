internal import Classification
internal import Domain

/// Computes what brings the observed host to the SSOT. Does no I/O; equal inputs give equal plans.
package enum Planner {
    /// classify -> decide -> select -> order -> check: the whole pipeline.
    package static func plan(_ input: PlanningInput) -> PlanningResult {
        let classified = Classifier(policy: input.policy, memory: input.memory).classify(input.host)
        let decided = input.mode == .stack ? .nothing : CleanupDecision(classified).decide()
        let selected = decided.selecting(input.selection)
        let order = ActionOrder(selected.actions)
        let omissions = selected.omissions + order.omissions + Completeness.omissions(classified)
        let plan = Planner.assemble(input, order.ordered, omissions.sortedByBytes())
        return PlanningResult(
            plan: plan,
            classified: classified,
            violations: PlanChecks.violations(plan, classified, input.policy)
        )
    }

    private static func assemble(_ input: PlanningInput, _ actions: [Action], _ omissions: [String]) -> Plan {
        Plan(
            environment: input.policy.environment,
            engine: input.host.engine,
            ssot: input.ssot,
            stack: input.stack,
            mode: input.mode,
            applyable: !actions.isEmpty,
            complete: omissions.isEmpty,
            omissions: omissions,
            digestKeyID: input.digestKeyID,
            limits: input.policy.limits,
            actions: actions
        )
    }
}
