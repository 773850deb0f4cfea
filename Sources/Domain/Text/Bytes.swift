/// Names come from whoever ran `docker run`; they are compared, hashed and ordered by their UTF-8 bytes.
extension String {
    package func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && comparingBytes(other) { $0.elementsEqual($1) }
    }

    package func precedesInBytes(_ other: String) -> Bool {
        comparingBytes(other) { $0.lexicographicallyPrecedes($1) }
    }

    /// Compares the contiguous UTF-8 buffers: the iterators of `String` take several times as long.
    private func comparingBytes(
        _ other: String,
        _ compare: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        var (left, right) = (self, other)
        return left.withUTF8 { left in right.withUTF8 { right in compare(left, right) } }
    }

    package func hashBytes(into hasher: inout Hasher) {
        var copy = self
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8.max)
    }
}

/// `String.hasPrefix` compares grapheme clusters: it says that `prod-\u{301}db` does not begin with `prod-`, although
/// its bytes do.
extension StringProtocol {
    package func hasBytePrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    package func hasByteSuffix(_ suffix: String) -> Bool {
        utf8.count >= suffix.utf8.count && utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    /// What follows the prefix; `nil` for a text that begins otherwise.
    package func text(after prefix: String) -> String? {
        hasBytePrefix(prefix) ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : nil
    }
}

extension Sequence where Element == String {
    /// The order of every list that we write.
    package func sortedByBytes() -> [String] { sorted { $0.precedesInBytes($1) } }
}

extension UInt8 {
    /// A digit of what Docker, git and we write: IDs, digests, object names.
    package var isLowercaseHexDigit: Bool { (48...57).contains(self) || (97...102).contains(self) }
}

extension Sequence<UInt8> {
    package var isLowercaseHex: Bool { allSatisfy(\.isLowercaseHexDigit) }

    /// Two lower-case digits for each byte.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
