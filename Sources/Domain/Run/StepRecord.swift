/// What became of one step.
package struct StepRecord: Sendable, Hashable {
    /// The action's position in the plan, from 0, and the step's within the action, from 0.
    package struct Place: Sendable, Hashable, Comparable {
        package let action: Int
        package let step: Int

        package init(action: Int, step: Int) {
            self.action = action
            self.step = step
        }

        package static func < (lhs: Place, rhs: Place) -> Bool { (lhs.action, lhs.step) < (rhs.action, rhs.step) }
    }

    package let place: Place
    package let address: Address
    package let step: Step
    package let outcome: StepOutcome
    /// The Engine's words, sanitised, or why it was skipped; empty for a plain success.
    package let detail: String
    package let at: Timestamp

    package init(
        place: Place,
        address: Address,
        step: Step,
        outcome: StepOutcome,
        detail: String,
        at: Timestamp
    ) {
        self.place = place
        self.address = address
        self.step = step
        self.outcome = outcome
        self.detail = detail
        self.at = at
    }
}
