import Classification
import Domain

/// Computes what brings the observed host to the SSOT. Does no I/O; equal inputs give equal plans.
package enum Planner {
    /// classify -> decide -> select -> order -> mark -> check: the whole pipeline.
    package static func plan(_ input: PlanningInput) -> PlanningResult {
        let classified = Classifier(policy: input.policy, memory: input.memory).classify(input.host)
        let decided = cleanup(input, classified).joined(stack(input, classified))
        let selected = decided.selecting(input.selection)
        let order = ActionOrder(selected.actions)
        let reported = selected.omissions + order.omissions
        let omissions = Set(reported + Completeness.omissions(classified, after: order.ordered, reported: reported))
        let marked = FindingMarks(order.ordered, input.host, input.policy.findings).marked
        let plan = Planner.assemble(input, marked, omissions.sorted())
        return PlanningResult(
            plan: plan,
            classified: classified,
            violations: PlanChecks.violations(plan, classified, input.policy, input.memory)
        )
    }

    private static func cleanup(_ input: PlanningInput, _ classified: ClassifiedHost) -> Decision {
        guard input.mode != .stack else { return .nothing }
        let decision = CleanupDecision(classified).decide()
        return input.selection.includes(project: nil) ? decision : decision.unselected
    }

    private static func stack(_ input: PlanningInput, _ classified: ClassifiedHost) -> Decision {
        guard input.mode != .cleanup else { return .nothing }
        let decisions = input.desired.map { stack in
            let decision = StackDecision(classified, stack, input).decide()
            return input.selection.includes(project: stack.project) ? decision : decision.unselected
        }
        return decisions.reduce(.nothing) { $0.joined($1) }
    }

    private static func assemble(_ input: PlanningInput, _ actions: [Action], _ omissions: [Omission]) -> Plan {
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
            variables: actions.contains(where: \.needsSecrets) ? variables(input) : [],
            limits: input.policy.limits,
            actions: actions
        )
    }

    private static func variables(_ input: PlanningInput) -> [String] {
        Set(input.desired.flatMap(\.variables)).sortedByBytes()
    }
}
