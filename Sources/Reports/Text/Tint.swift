package import Domain

/// A role of text that a terminal may colour. Every use has a symbol or a word beside it: colour is never alone.
package enum Tint: Sendable, Hashable, CaseIterable {
    case add
    case change
    case destroy
    case protected
    case unknown
    case strong
    case faint
    case error
    case warning
    case good

    /// The parameters of the ECMA-48 sequence "select graphic rendition".
    package var parameters: String {
        switch self {
        case .add, .good: "32"
        case .change, .warning: "33"
        case .destroy, .error: "1;31"
        case .protected: "1;34"
        case .unknown: "35"
        case .strong: "1"
        case .faint: "2"
        }
    }
}

extension ResourceClass {
    /// `nil` for expected resources: most text should have no colour.
    package var tint: Tint? {
        switch self {
        case .protected: .protected
        case .expected: nil
        case .extraSafeDelete: .destroy
        case .unknown: .unknown
        }
    }
}

extension ActionKind {
    package var tint: Tint {
        switch self {
        case .create, .pull, .restore: .add
        case .start, .update, .replace: .change
        case .delete, .untag: .destroy
        }
    }

    /// The sign of the action; `±` falls back to `-/+`, as Terraform prints a replacement.
    package func symbol(_ styling: Styling) -> String {
        self == .replace && !styling.usesUnicode ? "-/+" : symbol
    }
}
