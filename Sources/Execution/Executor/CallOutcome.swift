import Domain

/// What became of a call, before it is a record.
struct CallOutcome: Sendable {
    var outcome: StepOutcome
    var detail: String
    var created: CreatedContainer?
    /// A rule protects the target: nothing more may begin on this host.
    var isForbidden = false

    init(_ outcome: StepOutcome, _ detail: String = "", created: CreatedContainer? = nil) {
        self.outcome = outcome
        self.detail = detail
        self.created = created
    }

    static func forbidden(_ reason: String) -> CallOutcome {
        var outcome = CallOutcome(.failed, "not sent: \(reason)")
        outcome.isForbidden = true
        return outcome
    }

    /// The same with a sentence before the others.
    func adding(_ sentence: String) -> CallOutcome {
        var outcome = self
        outcome.detail = [sentence, detail].filter { !$0.isEmpty }.joined(separator: "; ")
        return outcome
    }
}

extension StepCall {
    /// Whether the object is gone when the step has done what it wants.
    var isRemoval: Bool {
        step.removed != nil || step.isStop && action.kind == .delete
    }
}
