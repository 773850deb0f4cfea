import Domain

/// What is judged on the text before any parser sees it: characters that do not show, tabs, nesting, aliases.
enum SourceChecks {
    /// Deeper than any SSOT by far, and shallow enough for every recursive walk.
    static let depthLimit = 64

    static func run(_ faults: Faults) {
        for (index, line) in faults.source.lines.enumerated() where !isHarmless(line) {
            checkCharacters(line, index + 1, faults)
            checkIndentation(line, index + 1, faults)
        }
        checkNesting(faults)
        AliasScan.run(faults)
    }

    /// Printable ASCII alone, the common case, needs no closer look.
    private static func isHarmless(_ line: String) -> Bool { line.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    private static func checkCharacters(_ line: String, _ number: Int, _ faults: Faults) {
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

    private static func checkIndentation(_ line: String, _ number: Int, _ faults: Faults) {
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
    private static func checkNesting(_ faults: Faults) {
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

    static func tooDeep(at position: SourcePosition, _ faults: Faults) {
        faults.error(
            .ssotRefusedConstruct,
            "The file nests more than \(depthLimit) levels deep.",
            fix: "Write it flat; an SSOT needs four levels.",
            at: position
        )
    }
}
