/// One action of one apply, as `history actions` shows it: what was changed, why, on whose plan, and how it ended.
package struct ActionRecord: Sendable, Hashable {
    package let runID: String
    /// The number of the action in its plan, from 1.
    package let sequence: Int
    package let action: ActionKind
    package let address: Address
    /// The pinned ID of the object.
    package let objectID: String
    package let reason: ActionReason
    package let rule: Action.Rule
    package let outcome: StepOutcome
    package let detail: String
    package let at: Timestamp
    package let planDigest: String
    package let principal: String?

    package init(
        runID: String,
        sequence: Int,
        action: ActionKind,
        address: Address,
        objectID: String,
        reason: ActionReason,
        rule: Action.Rule,
        outcome: StepOutcome,
        detail: String,
        at: Timestamp,
        planDigest: String,
        principal: String?
    ) {
        self.runID = runID
        self.sequence = sequence
        self.action = action
        self.address = address
        self.objectID = objectID
        self.reason = reason
        self.rule = rule
        self.outcome = outcome
        self.detail = detail
        self.at = at
        self.planDigest = planDigest
        self.principal = principal
    }
}
