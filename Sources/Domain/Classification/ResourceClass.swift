/// What `reconcile` thinks of a resource: exactly one of four, the first that applies.
package enum ResourceClass: String, CaseIterable, Sendable {
    case protected
    case expected
    case extraSafeDelete = "extra_safe_delete"
    case unknown

    /// The sign in tables and plans; colour is never the only difference.
    package var symbol: String {
        switch self {
        case .protected: "!"
        case .expected: "="
        case .extraSafeDelete: "-"
        case .unknown: "?"
        }
    }
}
