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
