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
        foldedPrefix = folded.bytes + [Glob.star]
    }

    package var description: String { pattern }

    /// Whether the pattern stands for itself alone.
    package var isLiteral: Bool { !bytes.contains(Glob.star) && !bytes.contains(UInt8(ascii: "?")) }

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
        let (own, theirs) = (Array(pattern.unicodeScalars), Array(other.pattern.unicodeScalars))
        var row = [Bool](repeating: false, count: theirs.count + 1)
        row[0] = true
        for index in 0...own.count {
            let left = index < own.count ? own[index] : nil
            var next = [Bool](repeating: false, count: row.count)
            for column in row.indices where row[column] {
                let right = column < theirs.count ? theirs[column] : nil
                if let right, right == "*" || left == "*" { row[column + 1] = true }
                if let left, left == "*" || right == "*" { next[column] = true }
                if let left, let right, Glob.isOne(left, right) { next[column + 1] = true }
            }
            guard left != nil else { return row[theirs.count] }
            row = next
        }
        return false
    }

    private static let star = UInt8(ascii: "*")

    /// Whether one scalar fits both.
    private static func isOne(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        left == right || left == "?" || right == "?"
    }

    private static func match(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var inPattern = 0
        var inText = 0
        var afterStar: Int?
        var retryAt = 0
        while inText < text.count {
            if inPattern < pattern.count, pattern[inPattern] == Glob.star {
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
        return pattern[inPattern...].allSatisfy { $0 == Glob.star }
    }

    private static func endOfScalar(_ text: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}

/// A name made ready for generous matching: ASCII letters small, and `-`, `_`, `.` all `-`.
///
/// Nothing else is folded: folding other scripts could make two different names equal.
package struct FoldedName: Sendable, Hashable {
    package var bytes: [UInt8]

    package init(_ text: String) {
        bytes = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 0x20
            case UInt8(ascii: "_"), UInt8(ascii: "."): UInt8(ascii: "-")
            default: byte
            }
        }
    }
}
