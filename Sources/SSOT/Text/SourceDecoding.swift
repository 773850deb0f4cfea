import Domain

/// Turns a file's bytes into text that is safe to parse and to quote, or says why not.
enum SourceDecoding {
    /// 4 MiB. A real file has a few kilobytes.
    static let sizeLimit = 4 << 20

    /// Never parses: size, byte order marks, UTF-8 and characters that nobody can see are judged here.
    static func decode(
        _ bytes: [UInt8],
        file: String,
        fixedCode: DiagnosticCode? = nil
    ) -> Result<SourceText, Diagnostic> {
        let start = SourcePosition(file: file, line: 1, column: 1)
        func refusal(_ code: DiagnosticCode, _ summary: String, fix: String) -> Result<SourceText, Diagnostic> {
            .failure(Diagnostic(fixedCode ?? code, .error, summary, fix: fix, position: start))
        }
        guard bytes.count <= sizeLimit else {
            return refusal(
                .ssotUnreadable,
                "The file has \(bytes.count) bytes; the limit is \(sizeLimit).",
                fix: "Check that this is the right file; an SSOT has a few kilobytes."
            )
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return refusal(
                .ssotEncoding,
                "The file is UTF-16 (its first two bytes, at byte offset 0, are a UTF-16 byte order mark).",
                fix: "Save it as UTF-8."
            )
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            return .failure(invalidUTF8(content, file: file, code: fixedCode ?? .ssotEncoding))
        }
        return .success(SourceText(file: file, text: text))
    }

    private static func invalidUTF8(_ content: ArraySlice<UInt8>, file: String, code: DiagnosticCode) -> Diagnostic {
        let offset = content.startIndex + validLength(content)
        let before = content[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? content.startIndex
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = String(decoding: content[lineStart..<offset], as: UTF8.self).unicodeScalars.count + 1
        return Diagnostic(
            code,
            .error,
            "The file is not UTF-8: the byte at offset \(offset) begins no valid character.",
            fix: "Save it as UTF-8.",
            position: SourcePosition(file: file, line: line, column: column)
        )
    }

    /// How many bytes at the front form whole valid characters.
    private static func validLength(_ content: ArraySlice<UInt8>) -> Int {
        var decoder = UTF8()
        var bytes = content.makeIterator()
        var length = 0
        while case .scalarValue(let scalar) = decoder.decode(&bytes) { length += UTF8.width(scalar) }
        return length
    }
}
