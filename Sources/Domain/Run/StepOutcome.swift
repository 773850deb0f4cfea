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
