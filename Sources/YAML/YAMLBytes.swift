package import Domain

/// Turns a file's bytes into text that is safe to parse, or says why not.
package enum YAMLBytes {
    /// 4 MiB. A real file has a few kilobytes.
    package static let sizeLimit = 4 << 20

    package struct Refusal: Error, Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            case size
            case encoding
        }

        package let kind: Kind
        package let summary: String
        package let fix: String
        package let position: SourcePosition
    }

    /// Never parses: size, byte order marks and UTF-8 are judged here. A mark of UTF-8 is passed over.
    package static func text(of bytes: [UInt8], file: String) -> Result<String, Refusal> {
        let start = SourcePosition(file: file, line: 1, column: 1)
        guard bytes.count <= sizeLimit else {
            let summary = "The file has \(bytes.count) bytes; the limit is \(sizeLimit)."
            let fix = "Check that this is the right file; one that people write has a few kilobytes."
            return .failure(Refusal(kind: .size, summary: summary, fix: fix, position: start))
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let summary =
                "The file is UTF-16 (its first two bytes, at byte offset 0, are a UTF-16 byte order mark)."
            return .failure(Refusal(kind: .encoding, summary: summary, fix: "Save it as UTF-8.", position: start))
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return String(validating: content, as: UTF8.self).map { .success($0) }
            ?? .failure(invalidUTF8(content, file: file))
    }

    private static func invalidUTF8(_ content: ArraySlice<UInt8>, file: String) -> Refusal {
        let offset = content.startIndex + validLength(content)
        let before = content[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? content.startIndex
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = String(decoding: content[lineStart..<offset], as: UTF8.self).unicodeScalars.count + 1
        return Refusal(
            kind: .encoding,
            summary: "The file is not UTF-8: the byte at offset \(offset) begins no valid character.",
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
