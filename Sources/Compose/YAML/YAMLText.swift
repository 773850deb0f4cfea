import Domain

/// Turns a file's bytes into text that is safe to parse, or says why not.
enum YAMLText {
    /// 4 MiB. A real file has a few kilobytes.
    static let sizeLimit = 4 << 20
    /// Deeper than any Compose file by far, and shallow enough for every recursive walk.
    static let depthLimit = 64

    /// `nil` only together with an error.
    static func decode(_ bytes: [UInt8], file: String, _ findings: inout Findings) -> String? {
        let start = SourcePosition(file: file, line: 1, column: 1)
        guard bytes.count <= sizeLimit else {
            findings.error(
                .stackSyntax,
                "The file has \(bytes.count) bytes; the limit is \(sizeLimit).",
                fix: "Check that this is the right file; a Compose file has a few kilobytes.",
                at: start
            )
            return nil
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            findings.error(.stackSyntax, "The file is not UTF-8.", fix: "Save it as UTF-8.", at: start)
            return nil
        }
        return refusesNesting(text, file: file, &findings) ? nil : text
    }

    /// Brackets in quotes and comments count too: that costs nothing in a real file, and spares parsing to find out.
    private static func refusesNesting(_ text: String, file: String, _ findings: inout Findings) -> Bool {
        var (depth, line) = (0, 1)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: continue
            }
            guard depth > 4 * depthLimit else { continue }
            tooDeep(at: SourcePosition(file: file, line: line, column: 1), &findings)
            return true
        }
        return false
    }

    static func tooDeep(at position: SourcePosition, _ findings: inout Findings) {
        findings.error(
            .stackSyntax,
            "The file nests more than \(depthLimit) levels deep.",
            fix: "Write it flat; a Compose file needs about ten levels.",
            at: position
        )
    }
}
