/// Breaks text into lines of at most `width` columns, at spaces; a word that is longer than a line is broken hard.
///
/// Line feeds in the text stay breaks. The text must be escaped already.
package func wrapped(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrappedLine(String($0), width: width) }
}

/// Breaks text at spaces and indents every line; what stands before the first line takes the place of its indent.
func wrapped(_ text: String, styling: Styling, lead: String, hanging: Int? = nil) -> [String] {
    let indent = hanging ?? displayWidth(lead)
    let lines = wrapped(text, width: max(16, styling.width - max(indent, displayWidth(lead))))
    return lines.enumerated().map { index, line in
        line.isEmpty && index > 0 ? "" : (index == 0 ? lead : String(repeating: " ", count: indent)) + line
    }
}

private func wrappedLine(_ line: String, width: Int) -> [String] {
    guard displayWidth(line) > width else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = indent
    for word in line.split(separator: " ") {
        let gap = current == indent ? "" : " "
        if displayWidth(current) + gap.utf8.count + displayWidth(String(word)) <= width {
            current += gap + word
            continue
        }
        if current != indent { lines.append(current) }
        let pieces = hardWrapped(indent + word, width: width)
        lines += pieces.dropLast()
        current = pieces.last ?? indent
    }
    return lines + [current]
}

/// Breaks text every `width` columns, wherever that falls.
func hardWrapped(_ text: String, width: Int) -> [String] {
    guard displayWidth(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for scalar in text.unicodeScalars {
        let columns = displayWidth(scalar)
        if used + columns > max(2, width) {
            lines.append(line)
            line = ""
            used = 0
        }
        line.unicodeScalars.append(scalar)
        used += columns
    }
    return lines + [line]
}

/// How many columns the text takes on a terminal: combining marks none, wide East Asian characters and emoji two.
///
/// It counts scalars by ranges, not grapheme clusters by tables: enough for a column not to break, and the same on
/// every machine. The text must be escaped already, so that no control character is left.
package func displayWidth(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    guard scalar.value >= 0x300 else { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
}

private let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
]

private func isWide(_ value: UInt32) -> Bool { wideRanges.contains { $0.contains(value) } }

/// The text with its middle cut out so that it fits; names differ most at both ends.
package func truncatedInTheMiddle(_ text: String, to width: Int, styling: Styling) -> String {
    guard displayWidth(text) > width else { return text }
    let room = max(2, width - displayWidth(styling.ellipsis))
    let head = prefix(text.unicodeScalars, columns: (room + 1) / 2)
    let tail = prefix(text.unicodeScalars.reversed(), columns: room / 2)
    return String(head) + styling.ellipsis + String(String.UnicodeScalarView(tail.reversed()))
}

/// Fits names into a column. A name whose short form would look like another name of the list is wrapped over several
/// lines instead, whole: two different resources never look the same.
package func fitted(_ names: [String], width: Int, styling: Styling) -> [[String]] {
    let short = names.map { truncatedInTheMiddle($0, to: width, styling: styling) }
    var owners: [String: Set<String>] = [:]
    for (name, form) in zip(names, short) { owners[form, default: []].insert(name) }
    return zip(names, short).map { name, form in
        owners[form, default: []].count > 1 ? hardWrapped(name, width: width) : [form]
    }
}

private func prefix(_ scalars: some Sequence<Unicode.Scalar>, columns: Int) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in scalars {
        used += displayWidth(scalar)
        guard used <= columns else { break }
        result.append(scalar)
    }
    return result
}

extension String {
    /// Filled with spaces at the end up to a width in columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - displayWidth(self)))
    }
}

/// `1 container`, `2 containers`.
func counted(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? singular : plural ?? singular + "s")"
}

/// `a, b and c`.
func enumerated(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
}

extension String {
    /// With a capital first letter, for the beginning of a sentence.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Array where Element == String {
    /// The lines as one text with a line feed at the end; empty for no lines.
    var joinedLines: String { isEmpty ? "" : joined(separator: "\n") + "\n" }
}
