import Crypto
import FoundationEssentials

/// Authenticated encryption (AES-256-GCM) under this host's key, for backups that hold secrets.
///
/// Layout, version 1: `RCS1`, key ID (8 bytes), nonce (12), ciphertext, tag (16). Magic, key ID and context are
/// authenticated with it, so that one object's backup cannot be put in another's place.
package struct HostSeal: Sendable {
    private static let magic = Array("RCS1".utf8)
    private static let headerLength = 12
    private let key: SecretKey

    package init(key: SecretKey) { self.key = key }

    /// The key's ID: tells keys apart and tells nothing about them.
    package var keyID: [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("reconcile seal key id".utf8), using: symmetricKey)
        return Array(code.prefix(8))
    }

    /// Seals `bytes`. `context` says what they are, a container's ID for example; opening needs the same.
    package func seal(_ bytes: [UInt8], context: String) throws(SealFault) -> [UInt8] {
        let header = HostSeal.magic + keyID
        do {
            let data = header + Array(context.utf8)
            let box = try AES.GCM.seal(bytes, using: symmetricKey, nonce: AES.GCM.Nonce(), authenticating: data)
            return header + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw .failed
        }
    }

    /// The bytes that were sealed with this key for this context.
    package func open(_ sealed: [UInt8], context: String) throws(SealFault) -> [UInt8] {
        guard sealed.count >= HostSeal.headerLength + 28, sealed.starts(with: HostSeal.magic) else { throw .notSealed }
        let header = Array(sealed.prefix(HostSeal.headerLength))
        let named = Array(header.suffix(8))
        guard named == keyID else { throw .otherKey(sealedWith: HostSeal.hex(named), have: HostSeal.hex(keyID)) }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(HostSeal.headerLength))
            return Array(try AES.GCM.open(box, using: symmetricKey, authenticating: header + Array(context.utf8)))
        } catch {
            throw .tampered
        }
    }

    private var symmetricKey: SymmetricKey { SymmetricKey(data: key.bytes) }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
