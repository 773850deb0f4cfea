internal import Domain

/// JSON text without white space, every other byte as it was.
enum CompactJSON {
    private static let whiteSpace: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    /// `nil` for what is no JSON.
    static func text(of bytes: [UInt8]) -> String? {
        guard (try? JSON.parse(bytes)) != nil else { return nil }
        var (isInString, isEscaped) = (false, false)
        let kept = bytes.filter { byte in
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            isEscaped = isInString && !isEscaped && byte == UInt8(ascii: "\\")
            return isInString || !whiteSpace.contains(byte)
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
