/// Names come from whoever ran `docker run`; they are compared, hashed and ordered by their UTF-8 bytes.
extension String {
    package func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    package func precedesInBytes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }

    package func hashBytes(into hasher: inout Hasher) {
        var copy = self
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8.max)
    }
}

extension Sequence where Element == String {
    /// The order of every list that we write.
    package func sortedByBytes() -> [String] { sorted { $0.precedesInBytes($1) } }
}
