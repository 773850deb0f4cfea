package import Domain

/// What reading one file gave.
package struct SSOTReading: Sendable {
    /// `nil` when any diagnostic is an error.
    package let document: SSOTDocument?
    /// All faults of the file, in its order.
    package let diagnostics: [Diagnostic]
}
