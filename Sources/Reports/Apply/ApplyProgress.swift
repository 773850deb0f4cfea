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
