package import Domain

extension JSON {
    /// The one spelling of a value: members sorted by the bytes of their keys, LF, UTF-8, no needless escape.
    ///
    /// - `pretty` is for files that people review: two spaces, one member a line, a newline at the end.
    /// - `compact` is for log leaves, digests and JSONL: no white space at all.
    package enum Layout: Sendable {
        case pretty
        case compact
    }

    package func bytes(_ layout: Layout) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.write(self, depth: 0)
        if layout == .pretty { writer.bytes.append(0x0A) }
        return writer.bytes
    }

    package func text(_ layout: Layout) -> String { String(decoding: bytes(layout), as: UTF8.self) }
}

private struct JSONWriter {
    let layout: JSON.Layout
    var bytes: [UInt8] = []

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .integer(let number): append(String(number))
        case .decimal(let literal): append(literal)
        case .string(let text): writeString(text)
        case .array(let elements): writeArray(elements, depth: depth)
        case .object(let members): writeObject(members, depth: depth)
        }
    }

    private mutating func writeArray(_ elements: [JSON], depth: Int) {
        guard !elements.isEmpty else { return append("[]") }
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(depth + 1)
            write(element, depth: depth + 1)
        }
        breakLine(depth)
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func writeObject(_ members: [JSON.Member], depth: Int) {
        guard !members.isEmpty else { return append("{}") }
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.sorted(by: { $0.key.precedesInBytes($1.key) }).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(depth + 1)
            writeString(member.key)
            append(layout == .pretty ? ": " : ":")
            write(member.value, depth: depth + 1)
        }
        breakLine(depth)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func writeString(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x08: append("\\b")
            case 0x0A: append("\\n")
            case 0x0C: append("\\f")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20, 0x7F: append("\\u00\(CollectionOfOne(byte).hexadecimal)")
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func breakLine(_ depth: Int) {
        guard layout == .pretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
