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

/// A line of a file with a row of carets under the marked part, cut so that the mark is on screen.
struct SourceExcerpt {
    let text: String
    let underline: String

    /// `nil` where the diagnostic has no position or its line is not known.
    init?(_ diagnostic: Diagnostic, width: Int) {
        guard let position = diagnostic.position, let line = diagnostic.sourceLine else { return nil }
        let number = "\(position.line): "
        let scalars = line.unicodeScalars.map { escapedForTerminal(String($0)) }
        let start = min(max(0, position.column - 1), scalars.count)
        let end = max(start, min(diagnostic.endColumn ?? position.column, scalars.count))
        let window = SourceExcerpt.window(scalars, start: start, room: max(10, width - number.utf8.count))
        let marked = SourceExcerpt.width(scalars[start..<max(start, min(end, window.upperBound))])
        let before = SourceExcerpt.width(scalars[window.lowerBound..<start])
        text = number + scalars[window].joined()
        let indent = String(repeating: " ", count: number.utf8.count + before)
        underline = indent + String(repeating: "^", count: max(1, marked))
    }

    /// The part of the line that fits: from its beginning where the mark is near, else from shortly before the mark.
    private static func window(_ scalars: [String], start: Int, room: Int) -> Range<Int> {
        var first = 0
        if width(scalars[..<start]) > room / 2 {
            first = start
            var used = 0
            while first > 0, used + displayWidth(scalars[first - 1]) <= room / 3 {
                first -= 1
                used += displayWidth(scalars[first])
            }
        }
        var last = first
        var used = 0
        while last < scalars.count, used + displayWidth(scalars[last]) <= room {
            used += displayWidth(scalars[last])
            last += 1
        }
        return first..<max(last, start)
    }

    private static func width(_ scalars: ArraySlice<String>) -> Int {
        scalars.reduce(0) { $0 + displayWidth($1) }
    }
}

/// Diagnostics as workflow commands of GitHub Actions, which show them beside the lines of a pull request.
package enum GitHubAnnotations {
    /// One line for each diagnostic.
    package static func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(line).joinedLines
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        var properties: [String] = []
        if let position = diagnostic.position {
            properties += ["file=\(property(position.file))", "line=\(position.line)", "col=\(position.column)"]
        }
        if diagnostic.position != nil, let end = diagnostic.endColumn { properties.append("endColumn=\(end)") }
        properties.append("title=\(property(diagnostic.code.rawValue))")
        let parts = [diagnostic.summary, diagnostic.detail, diagnostic.fix.isEmpty ? "" : "Fix: " + diagnostic.fix]
        let message = parts.filter { !$0.isEmpty }.joined(separator: "\n")
        return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::\(data(message))"
    }

    private static func data(_ text: String) -> String { escaped(escapedProse(text), ["%", "\r", "\n"]) }

    private static func property(_ text: String) -> String {
        escaped(escapedForTerminal(text), ["%", "\r", "\n", ":", ","])
    }

    private static func escaped(_ text: String, _ special: Set<Unicode.Scalar>) -> String {
        text.unicodeScalars.map { special.contains($0) ? percentEncoded($0) : String($0) }.joined()
    }

    private static func percentEncoded(_ scalar: Unicode.Scalar) -> String {
        "%" + hexadecimal(scalar.value, width: 2).uppercased()
    }
}
