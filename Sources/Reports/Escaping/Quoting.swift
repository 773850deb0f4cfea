import Domain

/// Comma-separated values after RFC 4180: CR LF, quotes doubled, the first record holds the names of the columns.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, also in full width) gets an
/// apostrophe in front, which a spreadsheet shows as text; whoever needs the exact bytes of a name reads JSON. Control
/// and invisible characters are escaped as in text.
package struct CSV: Sendable {
    package let header: [String]
    package let rows: [[String]]

    package init(header: [String], rows: [[String]]) {
        self.header = header
        self.rows = rows
    }

    package var text: String {
        ([header] + rows).map { $0.map(CSV.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    package static func cell(_ text: String) -> String {
        let safe = neutralised(terminalName(text))
        let mustQuote = safe.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
        }
        guard mustQuote || safe.hasBytePrefix(" ") || safe.hasByteSuffix(" ") else { return safe }
        return "\"\(safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }

    private static func neutralised(_ text: String) -> String {
        guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
        return formulaStarts.contains(first) ? "'" + text : text
    }

    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}

/// The text as it can stand inside a `<code>` element of GitHub and GitLab Markdown: no markup, link, mention, issue
/// reference, table cell or comment can begin or end in it.
///
/// Markdown is still read between HTML tags, so every character with a meaning there becomes an entity; a mention
/// (`@team`) and a reference (`#1`) are broken by an invisible space besides, because hosts look for them after
/// entities are resolved. What a terminal must not see is escaped first, as in text.
package func escapedForMarkdown(_ text: String) -> String {
    var result = ""
    for scalar in terminalName(text).unicodeScalars {
        switch scalar {
        case "@", "#": result += "&#\(scalar.value);&#8203;"
        case _ where isHarmlessInMarkdown(scalar): result.unicodeScalars.append(scalar)
        default: result += "&#\(scalar.value);"
        }
    }
    return withoutAutolinks(result)
}

/// The text as inline code that may stand in a table cell.
package func markdownCode(_ text: String) -> String { "<code>\(escapedForMarkdown(text))</code>" }

private func isHarmlessInMarkdown(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return true }
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", "/", ":", "=", "-", "+", "%": return true
    default: return false
    }
}

/// `www.` and `://` make links by themselves.
private func withoutAutolinks(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let dot = rest.firstIndex(where: { $0 == "." || $0 == ":" }) {
        let end = rest.index(after: dot)
        let head = rest[..<dot]
        let makesLink = rest[dot] == "." ? head.lowercased().hasByteSuffix("www") : rest[end...].hasBytePrefix("//")
        result += head
        result += makesLink ? (rest[dot] == "." ? "&#46;" : "&#58;") : String(rest[dot])
        rest = rest[end...]
    }
    return result + rest
}

/// The text as one word for a POSIX shell, quoted only where it must be.
package func shellQuoted(_ text: String) -> String {
    guard text.isEmpty || !text.utf8.allSatisfy(isPlainInShell) else { return text }
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'\(parts.joined(separator: "'\\''"))'"
}

private func isPlainInShell(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"): true
    case UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: ","): true
    default: false
    }
}

/// A fenced code block whose fence is longer than any run of backticks inside it.
enum MarkdownFence {
    static func lines(_ content: [String], language: String) -> [String] {
        let longest = content.flatMap { $0.split { $0 != "`" } }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return [fence + language] + content + [fence]
    }
}

/// A GitHub table. The cells must be Markdown already.
struct MarkdownTable {
    let header: [String]
    let rows: [[String]]

    var text: String { ([head] + rows.map(MarkdownTable.line)).joined(separator: "\n") }

    var head: String {
        MarkdownTable.line(header) + "\n" + MarkdownTable.line(header.map { _ in "---" })
    }

    static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// How many resources of each kind have each class.
    static func counts(_ counts: ClassCounts) -> String {
        let rows = ResourceKind.allCases.map { kind in
            [kind.plural] + ResourceClass.allCases.map { String(counts[kind, $0]) }
        }
        return MarkdownTable(header: [""] + ResourceClass.allCases.map(\.words), rows: rows).text
    }
}
