import Domain

/// What became of a replacement that failed or was interrupted: whether the old container stands in its place again.
struct PutBack {
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
