package import Domain

/// Diagnostics in the box that users of Terraform and OpenTofu know: what is wrong, where, the line with the fault
/// underlined, and what to do.
package enum DiagnosticText {
    /// Every diagnostic as a box, in the order given; empty text for none.
    package static func render(_ diagnostics: [Diagnostic], styling: Styling) -> String {
        diagnostics.map { render($0, styling: styling) }.joined()
    }

    package static func render(_ diagnostic: Diagnostic, styling: Styling) -> String {
        let box = DiagnosticBox(diagnostic, styling: styling)
        return box.lines.joinedLines
    }
}

private struct DiagnosticBox {
    let diagnostic: Diagnostic
    let styling: Styling

    init(_ diagnostic: Diagnostic, styling: Styling) {
        self.diagnostic = diagnostic
        self.styling = styling
    }

    var lines: [String] {
        let parts = [headline, place, detail, fix].filter { !$0.isEmpty }
        let body = parts.joined(separator: [""])
        guard styling.usesUnicode else { return body + [""] }
        return [bar("╷")] + body.map { $0.isEmpty ? bar("│") : "\(bar("│")) \($0)" } + [bar("╵")]
    }

    private var tint: Tint {
        switch diagnostic.severity {
        case .error: .error
        case .warning: .warning
        }
    }

    private func bar(_ text: String) -> String { styling.paint(text, tint) }

    private var inner: Styling {
        Styling(
            usesColour: styling.usesColour,
            width: styling.usesUnicode ? styling.width - 2 : styling.width,
            usesUnicode: styling.usesUnicode
        )
    }

    private var headline: [String] {
        let word = diagnostic.severity.rawValue.capitalisedFirst + ":"
        let text = "\(escapedForTerminal(diagnostic.summary)) (\(diagnostic.code.rawValue))"
        var lines = wrapped(text, styling: inner, lead: word + " ", hanging: 0)
        lines[0] = styling.paint(word, tint) + lines[0].dropFirst(word.count)
        return lines
    }

    private var place: [String] {
        var lines: [String] = []
        if let position = diagnostic.position {
            let at = "on \(escapedForTerminal(position.file)) line \(position.line), column \(position.column):"
            lines += wrapped(at, styling: inner, lead: "  ")
        }
        if let excerpt = SourceExcerpt(diagnostic, width: inner.width - 2) {
            lines += ["  " + excerpt.text, "  " + styling.paint(excerpt.underline, tint)]
        }
        if let address = diagnostic.address { lines += wrapped("for \(address.printed)", styling: inner, lead: "  ") }
        return lines
    }

    private var detail: [String] { prose(diagnostic.detail, lead: "") }

    private var fix: [String] { prose(diagnostic.fix, lead: "Fix: ") }

    private func prose(_ text: String, lead: String) -> [String] {
        text.isEmpty ? [] : wrapped(escapedProse(text), styling: inner, lead: lead, hanging: 0)
    }
}
