/// An anchored pattern: `*` is any run of bytes, `?` one Unicode scalar, all else stands for itself.
///
/// Matching never backtracks further than the last `*`, so a hostile pattern costs at most pattern x text.
package struct Glob: Sendable, Hashable, CustomStringConvertible {
    package let pattern: String
    private let bytes: [UInt8]
    private let folded: FoldedName
    private let foldedPrefix: [UInt8]

    package init(_ pattern: String) {
        self.pattern = pattern
        bytes = Array(pattern.utf8)
        folded = FoldedName(pattern)
        foldedPrefix = folded.bytes + [UInt8(ascii: "*")]
    }

    package var description: String { pattern }

    /// Whether the pattern stands for itself alone.
    package var isLiteral: Bool { !bytes.contains(UInt8(ascii: "*")) && !bytes.contains(UInt8(ascii: "?")) }

    /// Strict: exact case, byte for byte. What may be deleted is matched this way.
    package func matches(_ text: String) -> Bool { Glob.match(bytes, Array(text.utf8)) }

    /// Generous: ASCII case is ignored and `-`, `_`, `.` are one. What must be kept is matched this way.
    package func matches(_ name: FoldedName) -> Bool { Glob.match(folded.bytes, name.bytes) }

    /// Generous, and only the beginning of the name must fit.
    package func isPrefix(of name: FoldedName) -> Bool {
        Glob.match(foldedPrefix, name.bytes)
    }

    package func matchesGenerously(_ text: String) -> Bool { matches(FoldedName(text)) }

    /// Whether some text fits both patterns. The table of all their beginnings costs pattern x pattern.
    package func meets(_ other: Glob) -> Bool {
        var row = [Bool](repeating: false, count: other.bytes.count + 1)
        row[0] = true
        for index in 0...bytes.count {
            let own = index < bytes.count ? bytes[index] : nil
            var next = [Bool](repeating: false, count: row.count)
            for column in row.indices where row[column] {
                let theirs = column < other.bytes.count ? other.bytes[column] : nil
                if let theirs, theirs == Glob.star || own == Glob.star { row[column + 1] = true }
                if let own, own == Glob.star || theirs == Glob.star { next[column] = true }
                if let own, let theirs, Glob.isOne(own, theirs) { next[column + 1] = true }
            }
            guard own != nil else { return row[other.bytes.count] }
            row = next
        }
        return false
    }

    private static let star = UInt8(ascii: "*")

    /// Whether one byte fits both.
    private static func isOne(_ left: UInt8, _ right: UInt8) -> Bool {
        left == right || left == UInt8(ascii: "?") || right == UInt8(ascii: "?")
    }

    private static func match(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var inPattern = 0
        var inText = 0
        var afterStar: Int?
        var retryAt = 0
        while inText < text.count {
            if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") {
                inPattern += 1
                afterStar = inPattern
                retryAt = inText
            } else if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "?") {
                inPattern += 1
                inText = endOfScalar(text, inText)
            } else if inPattern < pattern.count, pattern[inPattern] == text[inText] {
                inPattern += 1
                inText += 1
            } else if let restart = afterStar {
                retryAt += 1
                inText = retryAt
                inPattern = restart
            } else {
                return false
            }
        }
        return pattern[inPattern...].allSatisfy { $0 == UInt8(ascii: "*") }
    }

    private static func endOfScalar(_ text: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}
