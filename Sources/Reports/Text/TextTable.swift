/// Rows of cells that are fitted to a width: columns as wide as their text where there is room, else narrower.
package struct TextTable {
    package struct Column {
        package enum Fit {
            /// Never narrower than its text.
            case whole
            /// Cut in the middle when there is no room.
            case cut
            /// Broken over several lines when there is no room.
            case wrap
        }

        package let header: String
        package let fit: Fit

        package init(_ header: String = "", _ fit: Fit = .whole) {
            self.header = header
            self.fit = fit
        }
    }

    package struct Cell {
        package let text: String
        package let tint: Tint?

        /// A cell with escaped text of one line.
        package init(_ text: String, _ tint: Tint? = nil) {
            self.text = text
            self.tint = tint
        }
    }

    package struct Row {
        package let cells: [Cell]
        /// Lines that follow the row, indented and wrapped.
        package let notes: [String]

        package init(_ cells: [Cell], notes: [String] = []) {
            self.cells = cells
            self.notes = notes
        }
    }

    private static let gap = 2

    package let columns: [Column]
    package let rows: [Row]
    package let indent: Int

    package init(_ columns: [Column], rows: [Row], indent: Int = 0) {
        self.columns = columns
        self.rows = rows
        self.indent = indent
    }

    package init(_ columns: [Column], cells: [[Cell]], indent: Int = 0) {
        self.init(columns, rows: cells.map { Row($0) }, indent: indent)
    }

    /// The width that shows every cell whole.
    var naturalWidth: Int { total(naturalWidths) }

    package func lines(_ styling: Styling) -> [String] {
        let widths = fittedWidths(styling)
        let contents = columns.indices.map { column in content(of: column, width: widths[column], styling) }
        let header = columns.contains { !$0.header.isEmpty } ? [headerLine(widths, styling)] : []
        return header
            + rows.indices.flatMap { row in
                lines(contents.map { $0[row] }, tints: rows[row].cells.map(\.tint), widths: widths, styling)
                    + noteLines(rows[row].notes, styling)
            }
    }
}

extension TextTable {
    private var naturalWidths: [Int] {
        columns.indices.map { column in
            rows.reduce(displayWidth(columns[column].header)) { max($0, displayWidth($1.cells[column].text)) }
        }
    }

    private func total(_ widths: [Int]) -> Int {
        indent + widths.reduce(0, +) + max(0, widths.count - 1) * TextTable.gap
    }

    private func fittedWidths(_ styling: Styling) -> [Int] {
        var widths = naturalWidths
        for (fit, least) in [(Column.Fit.wrap, 20), (.cut, 16), (.wrap, 8), (.cut, 8), (.whole, 4)] {
            for column in columns.indices where columns[column].fit == fit {
                let excess = total(widths) - styling.width
                guard excess > 0 else { return widths }
                widths[column] = max(min(least, widths[column]), widths[column] - excess)
            }
        }
        return widths
    }

    private func content(of column: Int, width: Int, _ styling: Styling) -> [[String]] {
        let texts = rows.map { $0.cells[column].text }
        switch columns[column].fit {
        case .whole: return texts.map { hardWrapped($0, width: width) }
        case .cut: return fitted(texts, width: width, styling: styling)
        case .wrap: return texts.map { wrapped($0, width: width) }
        }
    }

    private func headerLine(_ widths: [Int], _ styling: Styling) -> String {
        let tints = columns.map { _ in Tint.strong }
        return line(columns.map(\.header), tints: tints, widths: widths, styling)
    }

    private func lines(_ cells: [[String]], tints: [Tint?], widths: [Int], _ styling: Styling) -> [String] {
        (0..<(cells.map(\.count).max() ?? 0)).map { index in
            line(cells.map { index < $0.count ? $0[index] : "" }, tints: tints, widths: widths, styling)
        }
    }

    private func line(_ cells: [String], tints: [Tint?], widths: [Int], _ styling: Styling) -> String {
        var text = String(repeating: " ", count: indent)
        let last = cells.lastIndex { !$0.isEmpty } ?? 0
        for (index, cell) in cells.enumerated() where index <= last {
            text += styling.paint(cell, tints[index])
            guard index < last else { break }
            text += String(repeating: " ", count: max(0, widths[index] - displayWidth(cell)) + TextTable.gap)
        }
        return text
    }

    private func noteLines(_ notes: [String], _ styling: Styling) -> [String] {
        notes.flatMap { wrapped($0, styling: styling, lead: String(repeating: " ", count: indent + 6)) }
    }
}
