package import Domain

/// What this host holds against what a plan says of its own origin.
package struct OriginEvidence: Sendable, Hashable {
    /// The SSOT that the ledger was bound to; `nil` where it was bound to none.
    package let boundSSOT: String?
    /// The files that the SSOT's stack is read from now; `nil` where that is not known yet.
    package var stack: [String]?
    /// How long a plan may live; `nil` where the SSOT cannot be read.
    package let planTTLHours: Int?

    package init(boundSSOT: String?, stack: [String]?, planTTLHours: Int?) {
        self.boundSSOT = boundSSOT
        self.stack = stack
        self.planTTLHours = planTTLHours
    }
}

/// What the planner gives for the actions of the plan, here and now.
package struct ReplanEvidence: Sendable {
    package let plan: Plan
    /// What the stack declares.
    package let declared: Set<Address>
    /// What would forbid the planner to write this plan.
    package let violations: [Diagnostic]
    /// Whether this host's planner wrote these very bytes, by this ledger's records.
    package let isOwnPlan: Bool

    package init(plan: Plan, declared: Set<Address>, violations: [Diagnostic], isOwnPlan: Bool) {
        self.plan = plan
        self.declared = declared
        self.violations = violations
        self.isOwnPlan = isOwnPlan
    }
}
