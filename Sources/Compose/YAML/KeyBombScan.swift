import YAML

/// Finds keys that hold an alias of a collection, before the parser does.
///
/// The parser compares the keys of a mapping with each other and expands them for it: an alias of nine levels in a key
/// would take it hours. Compose refuses such keys as well, since a key is a text. Aliases in values cost nothing until
/// we expand them ourselves, under a limit.
enum KeyBombScan {
    /// The first line with such a key, from 1.
    static func suspectLine(of text: String) -> Int? {
        guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return nil }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }
        let collections = Set(lines.flatMap { collectionAnchors(of: $0) })
        guard !collections.isEmpty else { return nil }
        return lines.firstIndex { isSuspect($0, collections) }.map { $0 + 1 }
    }

    private static func isSuspect(_ line: [UInt8], _ collections: Set<[UInt8]>) -> Bool {
        let aliases = AnchorNames.all(after: "*", in: line).map(\.name).filter { collections.contains(Array($0)) }
        let opensKey = opensExplicitKey(line)
        guard !aliases.isEmpty || opensKey else { return false }
        return opensKey || aliases.contains { endsKey(line, from: $0.endIndex) } || closesCollectionKey(line)
    }

    /// Names of the line's anchors that may belong to a collection: those without a scalar behind them on the same
    /// line.
    private static func collectionAnchors(of line: [UInt8]) -> [[UInt8]] {
        AnchorNames.all(after: "&", in: line).compactMap { anchor in
            let next = line[anchor.name.endIndex...].first { !isBlank($0) }
            guard let next, AnchorNames.isNameByte(next) || "\"'./$<(".utf8.contains(next) else {
                return Array(anchor.name)
            }
            return nil
        }
    }

    private static func endsKey(_ line: [UInt8], from index: Int) -> Bool {
        line[index...].first { !isBlank($0) } == UInt8(ascii: ":")
    }

    /// `]: ` and `}: `, in or out of brackets.
    private static func closesCollectionKey(_ line: [UInt8]) -> Bool {
        line.indices.contains { index in
            (line[index] == UInt8(ascii: "]") || line[index] == UInt8(ascii: "}")) && endsKey(line, from: index + 1)
        }
    }

    /// `? ` where a node can begin.
    private static func opensExplicitKey(_ line: [UInt8]) -> Bool {
        line.indices.contains { index in
            guard line[index] == UInt8(ascii: "?"), line.count == index + 1 || isBlank(line[index + 1]) else {
                return false
            }
            let before = line[..<index].last { !isBlank($0) }
            return before.map { "-{[,?:".utf8.contains($0) } ?? true
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
