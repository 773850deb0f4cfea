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

/// Backslashes in double quotes: `\n` and its like, `\$`, and `\0` before an octal number.
enum DotenvEscapes {
    static func expand(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        let scalars = Array(text.unicodeScalars)
        var output = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "\\", index + 1 < scalars.count else {
                output.append(scalars[index])
                index += 1
                continue
            }
            index += take(scalars[(index + 1)...], into: &output)
        }
        return String(output)
    }

    /// The escape behind a backslash; gives how much was used up, the backslash included.
    private static func take(_ rest: ArraySlice<Unicode.Scalar>, into output: inout String.UnicodeScalarView) -> Int {
        switch rest.first {
        case "0": return takeOctal(rest.dropFirst(), into: &output)
        // `\$` becomes `$$`, which interpolation later reads as a literal dollar sign.
        case "$": output.append(contentsOf: "$$".unicodeScalars)
        case let escaped?:
            if let plain = plain[escaped] {
                output.append(plain)
            } else {
                output.append(contentsOf: ["\\", escaped])
            }
        case nil: output.append("\\")
        }
        return 2
    }

    /// Three digits; with fewer, or beyond 255, the digits stay behind their backslash.
    private static func takeOctal(
        _ rest: ArraySlice<Unicode.Scalar>,
        into output: inout String.UnicodeScalarView
    ) -> Int {
        let digits = rest.prefix { ("0"..."9").contains($0) }.prefix(3)
        let text = String(String.UnicodeScalarView(digits))
        if digits.count == 3, let number = UInt32(text, radix: 8), number < 256, let scalar = Unicode.Scalar(number) {
            output.append(scalar)
        } else {
            output.append(contentsOf: ("\\" + text).unicodeScalars)
        }
        return 2 + digits.count
    }

    private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "\\": "\\",
        "\"": "\"",
    ]
}
