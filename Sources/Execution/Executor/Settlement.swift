internal import Domain

/// What became of a call, before it is a record.
struct Settlement: Sendable {
    let outcome: StepOutcome
    let detail: String
    var created: CreatedContainer?

    init(_ outcome: StepOutcome, _ detail: String = "", created: CreatedContainer? = nil) {
        self.outcome = outcome
        self.detail = detail
        self.created = created
    }

    func adding(_ sentence: String) -> Settlement {
        let parts = [sentence, detail].filter { !$0.isEmpty }
        return Settlement(outcome, parts.joined(separator: "; "), created: created)
    }
}

extension StepCall {
    /// Whether the object is gone when the step has done what it wants.
    var isRemoval: Bool {
        step.removed != nil || step.isStop && action.kind == .delete
    }
}
