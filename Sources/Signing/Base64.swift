import FoundationEssentials

/// Base64 with one spelling per value: Foundation alone reads `QR==` and `QQ==` as the same byte, and two spellings of
/// one key would count as two keys.
enum Base64 {
    /// `nil` for what is not the very text that ``encode(_:)`` writes.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard let data = Data(base64Encoded: Data(text)) else { return nil }
        return encode(Array(data)) == text ? Array(data) : nil
    }

    static func encode(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }
}
