import Domain

/// Reading the text, character by character.
extension DotenvParser {
    var current: Unicode.Scalar? { text.indices.contains(index) ? text[index] : nil }

    mutating func skipBlanks() {
        while let scalar = current, isBlank(scalar) { index += 1 }
    }

    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        ["\t", "\u{B}", "\u{C}", "\r", " ", "\u{85}", "\u{A0}"].contains(scalar)
    }

    func isLetterOrNumber(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    func trimmed(_ part: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        let last = part.lastIndex { !$0.properties.isWhitespace }
        return part[..<(last.map { $0 + 1 } ?? part.startIndex)]
    }

    mutating func fail(_ fault: (SourcePosition) -> Diagnostic, at place: Int) {
        hasFailed = true
        diagnostics.append(fault(position(place)))
    }

    func position(_ place: Int) -> SourcePosition {
        let before = text[..<min(place, text.count)]
        let lineStart = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let line = before.count { $0 == "\n" } + 1
        return SourcePosition(file: file, line: line, column: before.count - lineStart + 1)
    }
}
