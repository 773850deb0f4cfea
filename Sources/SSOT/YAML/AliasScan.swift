import Domain

/// Refuses aliases before the parser resolves them: nine levels of them stand for a billion nodes.
///
/// An alias needs an anchor of its name. A file without any name that stands behind both `&` and `*` therefore holds no
/// alias that resolves, whatever its quotes and comments are; this needs no second YAML scanner that could err.
enum AliasScan {
    /// Enough to see what is meant.
    private static let reportLimit = 10

    static func run(_ faults: Faults) {
        let lines = faults.source.lines
        guard lines.contains(where: { $0.utf8.contains(UInt8(ascii: "&")) }) else { return }
        let anchors = names(after: UInt8(ascii: "&"), in: lines)
        let firstPlaces = Dictionary(anchors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let aliases = names(after: UInt8(ascii: "*"), in: lines).filter { firstPlaces[$0.name] != nil }
        for alias in aliases.prefix(reportLimit) {
            guard let anchor = firstPlaces[alias.name] else { continue }
            faults.error(
                .ssotRefusedConstruct,
                "Aliases are not allowed: `*\(Legibility.printable(alias.name))`; its anchor stands at "
                    + "\(position(of: anchor, faults.source)).",
                fix: "Write the value out where it is needed.",
                at: position(of: alias, faults.source)
            )
        }
    }

    private struct Mention {
        let name: String
        let line: Int
        /// Bytes before the sigil; turned into a column only for messages, because that costs the length of the line.
        let offset: Int
    }

    private static func position(of mention: Mention, _ source: SourceText) -> SourcePosition {
        let before = source.lines[mention.line].utf8.prefix(mention.offset)
        return source.position(mention.line + 1, before.count { $0 & 0xC0 != 0x80 } + 1)
    }

    private static func names(after sigil: UInt8, in lines: [String]) -> [Mention] {
        lines.enumerated().flatMap { index, line in
            line.utf8.contains(sigil) ? mentions(after: sigil, in: Array(line.utf8), line: index) : []
        }
    }

    private static func mentions(after sigil: UInt8, in bytes: [UInt8], line: Int) -> [Mention] {
        bytes.indices.filter { bytes[$0] == sigil }.compactMap { index in
            let name = bytes[(index + 1)...].prefix(while: isNameByte)
            guard !name.isEmpty else { return nil }
            return Mention(name: String(decoding: name, as: UTF8.self), line: line, offset: index)
        }
    }

    /// What libyaml takes into the name of an anchor.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
