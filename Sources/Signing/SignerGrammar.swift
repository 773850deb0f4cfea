import Domain

/// The alphabets and dates of a strict `allowed_signers` line.
enum SignerGrammar {
    /// `[A-Za-z0-9._@+-]+`: no lists, no patterns, nothing to quote.
    static func isPrincipal(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isLiteral) }

    /// As a principal, with `*` and `?`: what a certificate authority may vouch for.
    static func isPattern(_ text: Substring) -> Bool {
        let wildcards = Array("*?".utf8)
        return !text.isEmpty && text.utf8.allSatisfy { isLiteral($0) || wildcards.contains($0) }
    }

    /// `YYYYMMDDZ`, `YYYYMMDDHHMMZ` or `YYYYMMDDHHMMSSZ`; without `Z` the moment would depend on the reader's zone.
    static func timestamp(_ text: String) -> Timestamp? {
        let digits = Array(text.utf8.dropLast())
        guard text.utf8.last == UInt8(ascii: "Z"), [8, 12, 14].contains(digits.count) else { return nil }
        let full = digits + Array(repeating: UInt8(ascii: "0"), count: 14 - digits.count)
        let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map { String(decoding: full[$0], as: UTF8.self) }
        return Timestamp(
            parsing: "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])Z"
        )
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array("._@+-".utf8).contains(byte)
        }
    }
}
