internal import Domain

/// What became of a call, before it is a record.
struct Settlement: Sendable {
    let outcome: StepOutcome
    let detail: String
    var created: CreatedContainer?
    /// A rule keeps the target: nothing more may begin on this host.
    var isForbidden = false

    init(_ outcome: StepOutcome, _ detail: String = "", created: CreatedContainer? = nil) {
        self.outcome = outcome
        self.detail = detail
        self.created = created
    }

    static func forbidden(_ reason: String) -> Settlement {
        var settlement = Settlement(.failed, "not sent: \(reason)")
        settlement.isForbidden = true
        return settlement
    }

    func adding(_ sentence: String) -> Settlement {
        let parts = [sentence, detail].filter { !$0.isEmpty }
        var told = Settlement(outcome, parts.joined(separator: "; "), created: created)
        told.isForbidden = isForbidden
        return told
    }
}

extension StepCall {
    /// Whether the object is gone when the step has done what it wants.
    var isRemoval: Bool {
        step.removed != nil || step.isStop && action.kind == .delete
    }
}
