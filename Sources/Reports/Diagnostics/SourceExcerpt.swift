import Domain

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
