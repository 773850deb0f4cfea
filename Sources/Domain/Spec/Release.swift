/// A written decision that what only memory protects may be judged anew.
///
/// It lifts sticky protection and remembered use, never a rule, a label or a live use. After the end of the UTC day
/// `until` it is void.
package struct Release: Sendable, Hashable {
    /// A glob on addresses: `volume/old-prod-*`.
    package let address: Glob
    package let reason: String
    /// `nil` means 30 days after the ledger first saw this entry.
    package let until: Timestamp?
    package let position: SourcePosition

    package static let defaultDays = 30

    package init(address: Glob, reason: String, until: Timestamp?, position: SourcePosition) {
        self.address = address
        self.reason = reason
        self.until = until
        self.position = position
    }
}
