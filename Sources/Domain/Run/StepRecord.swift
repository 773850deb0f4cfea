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

/// How one mutating call ended. A closed list: records and receipts use these words only.
package enum StepOutcome: String, CaseIterable, Sendable {
    case done
    /// The Engine said 304: it was so before.
    case already
    /// The object to delete was not there any more.
    case absent
    case failed
    /// Not sent, because something that it depends on failed or the run was stopped.
    case skipped
    /// Sent, without an answer that tells; resolved by observing.
    case unknown

    /// Whether what the step wanted is now so.
    package var isSuccess: Bool {
        switch self {
        case .done, .already, .absent: true
        case .failed, .skipped, .unknown: false
        }
    }
}

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
