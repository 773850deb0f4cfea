package import Domain

/// How text is drawn: a report knows nothing else of the terminal, so that the same values always give the same text.
package struct Styling: Sendable, Hashable {
    package let usesColour: Bool
    /// The width to fit, in columns.
    package let width: Int
    /// Whether box drawing and other symbols beyond ASCII may be printed; `false` for `TERM=dumb`.
    package let usesUnicode: Bool

    /// What a file or a pipe gets.
    package static let plain = Styling()

    package static let leastWidth = 40

    /// A styling; a width of less than ``leastWidth`` columns counts as that.
    package init(usesColour: Bool = false, width: Int = 80, usesUnicode: Bool = true) {
        self.usesColour = usesColour
        self.width = max(Styling.leastWidth, width)
        self.usesUnicode = usesUnicode
    }

    /// The text in a colour, or as it is where colour is off. The text must be escaped already.
    package func paint(_ text: String, _ tint: Tint?) -> String {
        guard usesColour, let tint, !text.isEmpty else { return text }
        return "\u{1B}[\(tint.parameters)m\(text)\u{1B}[0m"
    }

    /// The mark of text that was cut.
    var ellipsis: String { usesUnicode ? "…" : "..." }

    var separator: String { usesUnicode ? " · " : "; " }
}

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
