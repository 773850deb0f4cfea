/// Secrets that are known and must stand in no message. Nothing gives them back.
package struct HiddenValues: Sendable, CustomStringConvertible, CustomReflectable {
    /// Every spelling, the longest first, so that no value is found inside another.
    private let spellings: [[UInt8]]
    /// Up to so many bytes a value is an everyday word, a flag or a number: it goes where it stands alone.
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

    /// As the Engine's `%q` spells it.
    private static func quoted(_ value: String) -> String {
        value.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\\", "\"": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
