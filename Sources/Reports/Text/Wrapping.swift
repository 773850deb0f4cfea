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
