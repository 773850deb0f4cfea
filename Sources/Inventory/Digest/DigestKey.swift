import Attributes
import Crypto
import Domain

/// The host's own key for digests of what may hold secrets: without it, a digest of a weak password could be guessed.
package struct DigestKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The fewest bytes that a key may have.
    package static let minimumLength = 32

    private let key: SymmetricKey

    /// Names the key without telling it: 16 hexadecimal digits of its SHA-256 under a domain of its own.
    package let id: String

    /// - Returns: `nil` for fewer than ``minimumLength`` bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= DigestKey.minimumLength else { return nil }
        key = SymmetricKey(data: bytes)
        id = String(Array("reconcile.digest-key/1\n".utf8).sha256(followedBy: bytes).prefix(16))
    }

    /// `hmac-sha256:<hex>`.
    package func digest(of bytes: [UInt8]) -> String {
        "hmac-sha256:" + HMAC<SHA256>.authenticationCode(for: bytes, using: key).hexadecimal
    }

    package var description: String { "DigestKey(\(id))" }

    package var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}

extension [UInt8] {
    fileprivate func sha256(followedBy rest: [UInt8]) -> String { SHA256.hash(data: self + rest).hexadecimal }
}

extension DigestKey {
    /// Reads the Engine's answers, and seals with this key what may be a secret.
    var attributeReader: AttributeReader {
        AttributeReader { bytes in digest(of: bytes) }
    }
}
