package import Domain

/// A plan, what it was decided from, and what forbids writing it.
package struct PlanningResult: Sendable {
    package let plan: Plan
    package let classified: ClassifiedHost
    /// Reasons why no plan file may be written: a limit, a suspected wrong host, a contradiction. Empty for a good plan.
    package let violations: [Diagnostic]

    package init(plan: Plan, classified: ClassifiedHost, violations: [Diagnostic]) {
        self.plan = plan
        self.classified = classified
        self.violations = violations
    }
}
