/// What became of one step.
package struct StepRecord: Sendable, Hashable {
    /// The action's position in the plan, from 0, and the step's within the action, from 0.
    package struct Place: Sendable, Hashable, Comparable {
        package var action: Int
        package var step: Int

        package init(action: Int, step: Int) {
            self.action = action
            self.step = step
        }

        package static func < (lhs: Place, rhs: Place) -> Bool { (lhs.action, lhs.step) < (rhs.action, rhs.step) }
    }

    package var place: Place
    package var address: Address
    package var step: Step
    package var outcome: StepOutcome
    /// The Engine's words, sanitised, or why it was skipped; empty for a plain success.
    package var detail: String
    package var at: Timestamp

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
    /// Sent, but neither the answer nor an observation showed what became of it.
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
    package var runID: String
    /// The number of the action in its plan, from 1.
    package var sequence: Int
    package var action: ActionKind
    package var address: Address
    /// The pinned ID of the object.
    package var objectID: String
    package var reason: ActionReason
    package var rule: Action.Rule
    package var outcome: StepOutcome
    package var detail: String
    package var at: Timestamp
    package var planDigest: String
    package var principal: String?

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
