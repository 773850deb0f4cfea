package import Domain

/// Plain progress lines, one for each event: what a log can hold and a person can follow.
package enum ApplyProgress {
    /// `container/test-import: stopping…`
    package static func started(_ address: Address, _ step: Step, styling: Styling) -> String {
        "\(address.printed): \(step.progressive)\(styling.ellipsis)"
    }

    /// `container/test-import: stop done`
    package static func finished(_ record: StepRecord, styling: Styling) -> String {
        let tint: Tint? = record.outcome.isSuccess ? nil : .error
        let outcome = styling.paint(record.outcome.rawValue, tint)
        let detail = record.detail.isEmpty ? "" : ": \(escapedForTerminal(record.detail))"
        return "\(record.address.printed): \(record.step.progressive) \(outcome)\(detail)"
    }
}

/// What became of a replacement that failed or was interrupted: whether the old container stands in its place again.
struct ReversalSummary {
    private let address: Address
    private let records: [StepRecord]

    /// `nil` where the action was not put back. Its records follow those of the action's own steps.
    init?(_ action: Action, _ records: [StepRecord]) {
        let after = records.filter { $0.place.step >= action.steps.count }
        guard action.kind == .replace, !after.isEmpty else { return nil }
        address = action.address
        self.records = after
    }

    /// `container/odoo: put back: the old container runs again`.
    var text: String { "\(address.printed): \(verdict)" }

    private var verdict: String {
        guard records.allSatisfy(\.outcome.isSuccess) else {
            return "not put back in full; see the steps above, then look at the host before anything else"
        }
        let runs = records.contains { record in
            if case .startContainer = record.step { return true }
            return false
        }
        return "put back: the old container \(runs ? "runs again" : "is as it was before")"
    }
}
