import Domain
import YAML

/// What is judged on the text before any parser sees it: characters that do not show, tabs, nesting, aliases.
enum SourceChecks {
    /// Deeper than any SSOT by far, and shallow enough for every recursive walk.
    static let depthLimit = 64

    static func run(_ faults: SourceDiagnostics) {
        for (index, line) in faults.source.lines.enumerated() where !isHarmless(line) {
            checkCharacters(line, index + 1, faults)
            checkIndentation(line, index + 1, faults)
        }
        checkNesting(faults)
        AliasScan.run(faults)
    }

    /// Printable ASCII alone, the common case, needs no closer look.
    private static func isHarmless(_ line: String) -> Bool { line.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    private static func checkCharacters(_ line: String, _ number: Int, _ faults: SourceDiagnostics) {
        for (column, scalar) in line.unicodeScalars.enumerated() where isRefused(scalar) {
            faults.error(
                .ssotRefusedConstruct,
                "The character \(Legibility.escaped(scalar)) is not allowed: a reviewer cannot see it.",
                fix: "Delete it.",
                at: faults.source.position(number, column + 1)
            )
        }
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\t" && (Legibility.isControl(scalar) || Legibility.isBidiControl(scalar))
    }

    private static func checkIndentation(_ line: String, _ number: Int, _ faults: SourceDiagnostics) {
        let indentation = line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }
        guard indentation.count < line.unicodeScalars.count else { return }
        guard let tab = indentation.enumerated().first(where: { $0.element == "\t" }) else { return }
        faults.error(
            .ssotSyntax,
            "A tab stands in the indentation; YAML allows spaces only.",
            fix: "Replace the tab by spaces, two for each level.",
            at: faults.source.position(number, tab.offset + 1)
        )
    }

    /// Brackets in quotes and comments count too: that costs nothing in a real file, and spares parsing to find out.
    private static func checkNesting(_ faults: SourceDiagnostics) {
        var depth = 0
        for (index, line) in faults.source.lines.enumerated() {
            for (column, byte) in line.utf8.enumerated() {
                switch byte {
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
                default: continue
                }
                guard depth > depthLimit else { continue }
                tooDeep(at: faults.source.position(index + 1, column + 1), faults)
                return
            }
        }
    }

    static func tooDeep(at position: SourcePosition, _ faults: SourceDiagnostics) {
        faults.error(
            .ssotRefusedConstruct,
            "The file nests more than \(depthLimit) levels deep.",
            fix: "Write it flat; an SSOT needs four levels.",
            at: position
        )
    }
}

/// Refuses aliases before the parser resolves them: nine levels of them stand for a billion nodes.
///
/// An alias needs an anchor of its name. A file without any name that stands behind both `&` and `*` therefore holds no
/// alias that resolves, whatever its quotes and comments are; this needs no second YAML scanner that could err.
enum AliasScan {
    /// Enough to see what is meant.
    private static let reportLimit = 10

    static func run(_ faults: SourceDiagnostics) {
        let lines = faults.source.lines
        guard lines.contains(where: { $0.utf8.contains(UInt8(ascii: "&")) }) else { return }
        let anchors = names(after: "&", in: lines)
        let firstPlaces = Dictionary(firstWins: anchors.map { ($0.name, $0) })
        let aliases = names(after: "*", in: lines).filter { firstPlaces[$0.name] != nil }
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

    private static func names(after sigil: Unicode.Scalar, in lines: [String]) -> [Mention] {
        lines.enumerated().flatMap { index, line -> [Mention] in
            guard line.utf8.contains(UInt8(ascii: sigil)) else { return [] }
            return AnchorNames.all(after: sigil, in: Array(line.utf8)).map {
                Mention(name: String(decoding: $0.name, as: UTF8.self), line: index, offset: $0.sigil)
            }
        }
    }
}
