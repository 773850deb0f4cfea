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
