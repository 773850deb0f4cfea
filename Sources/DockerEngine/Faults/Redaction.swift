/// Removes from a text whatever looks like a credential. It does not know the secrets themselves, so it rather removes
/// too much.
enum Redaction {
    private static let mark = "[redacted]"
    private static let sensitive = [
        "pass", "pwd", "secret", "token", "credential", "authorization", "_auth", "apikey", "api_key", "private_key",
    ]
    private static let schemes = ["bearer", "basic"]

    static func redacted(_ text: String) -> String {
        let withoutKeys = withoutPEM(text)
        return withoutKeys.split(separator: "\n", omittingEmptySubsequences: false).map { redacted(line: $0) }
            .joined(separator: "\n")
    }

    /// A PEM block ends where its end line says so; without one, everything after its beginning goes.
    private static func withoutPEM(_ text: String) -> String {
        guard let begin = text.firstRange(of: "-----BEGIN ") else { return text }
        let rest = text[begin.upperBound...]
        guard let end = rest.firstRange(of: "-----END ") else { return text[..<begin.lowerBound] + mark }
        let tail = rest[end.upperBound...].firstRange(of: "-----").map { rest[$0.upperBound...] } ?? ""
        return text[..<begin.lowerBound] + mark + withoutPEM(String(tail))
    }

    /// Word by word; a word that names a secret takes the rest of its line with it, because values may hold spaces.
    private static func redacted(line: Substring) -> String {
        var words: [Substring] = []
        var afterScheme = false
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if afterScheme, !word.isEmpty {
                words.append(mark[...])
                afterScheme = false
                continue
            }
            if let cut = cutAfterKey(word), isSensitive(word[..<cut]) {
                return (words + [word[..<cut] + mark]).joined(separator: " ")
            }
            words.append(redacted(word: word))
            afterScheme = afterScheme || schemes.contains(letters(of: word))
        }
        return words.joined(separator: " ")
    }

    private static func redacted(word: Substring) -> Substring {
        let plain = withoutUserInfo(word)
        guard let equals = plain.firstIndex(of: "="), equals != plain.startIndex else { return plain }
        return plain[...equals] + mark
    }

    /// `scheme://user:password@host` without what stands before the host.
    private static func withoutUserInfo(_ word: Substring) -> Substring {
        guard let scheme = word.firstRange(of: "://") else { return word }
        let authority = word[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard let at = authority.lastIndex(of: "@") else { return word }
        return word[..<scheme.upperBound] + mark + word[at...]
    }

    /// The end of `KEY=` or `KEY:` in a word.
    private static func cutAfterKey(_ word: Substring) -> Substring.Index? {
        guard let separator = word.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
        return word.index(after: separator)
    }

    private static func isSensitive(_ key: Substring) -> Bool {
        let lowered = key.lowercased()
        return sensitive.contains { lowered.contains($0) }
    }

    private static func letters(of word: Substring) -> String {
        word.lowercased().filter { $0.isLetter }
    }
}

/// Secrets that are known and must stand in no message. Nothing gives them back.
package struct HiddenValues: Sendable, CustomStringConvertible, CustomReflectable {
    /// Every spelling of every value, the longest first, so that a value within a longer one does not leave the rest of
    /// that behind.
    private let spellings: [[UInt8]]
    /// A value of at most so many bytes may be part of any word or number, so it is redacted only where it stands as a
    /// word of its own.
    private static let shortLength = 3
    private static let mark = Array("[redacted]".utf8)

    package static let none = HiddenValues([])

    package init(_ values: [String]) {
        let all = values.flatMap { [$0, HiddenValues.quoted($0)] }.map { Array($0.utf8) }
        spellings = Set(all).filter { !$0.isEmpty }.sorted {
            $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
        }
    }

    package var description: String { "HiddenValues" }

    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }

    /// The text with every value taken out.
    func hidden(in text: [UInt8]) -> [UInt8] { spellings.reduce(text) { HiddenValues.without($1, in: $0) } }

    private static func without(_ value: [UInt8], in text: [UInt8]) -> [UInt8] {
        let places = text.ranges(of: value).filter { value.count > shortLength || isWord($0, in: text) }
        guard !places.isEmpty else { return text }
        var result: [UInt8] = []
        var position = text.startIndex
        for place in places {
            result += text[position..<place.lowerBound] + mark
            position = place.upperBound
        }
        return result + text[position...]
    }

    private static func isWord(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let neighbours = text[..<range.lowerBound].suffix(1) + text[range.upperBound...].prefix(1)
        return neighbours.allSatisfy { !isPartOfWord($0) }
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }

    /// As the Engine's `%q` spells it: Go's `strconv.Quote`, without the quotes.
    private static func quoted(_ value: String) -> String {
        // Of the control characters from 7 on.
        let letters = "abtnvfr".map(String.init)
        return value.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\\", "\"": text += "\\\(scalar)"
            case "\u{07}"..."\u{0D}": text += "\\" + letters[Int(scalar.value) - 0x07]
            case _ where isPrintableInGo(scalar): text.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x80: text += "\\x" + hexadecimal(scalar, digits: 2)
            case _ where scalar.value < 0x1_0000: text += "\\u" + hexadecimal(scalar, digits: 4)
            default: text += "\\U" + hexadecimal(scalar, digits: 8)
            }
        }
    }

    /// `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols, and of all spaces the ASCII one.
    private static func isPrintableInGo(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator: scalar == " "
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
        let text = String(scalar.value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
