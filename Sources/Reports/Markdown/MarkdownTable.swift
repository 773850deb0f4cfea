import Domain

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
