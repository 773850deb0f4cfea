import Crypto
import Domain
import Files
import FoundationEssentials

/// Authenticated encryption (AES-256-GCM) under this host's key, for backups that hold secrets.
///
/// Layout, version 1: `RCS1`, key ID (8 bytes), nonce (12), ciphertext, tag (16). Magic, key ID and context are
/// authenticated with it (as additional data), so that one object's backup cannot be put in another's place.
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
    ///
    /// - Throws: ``SealFault/failed`` where the cryptographic library refuses.
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
    ///
    /// - Throws: ``SealFault/notSealed`` for other bytes, ``SealFault/otherKey(sealedWith:have:)`` for another key,
    ///   ``SealFault/tampered`` for changed bytes or another context.
    package func open(_ sealed: [UInt8], context: String) throws(SealFault) -> [UInt8] {
        guard sealed.count >= HostSeal.headerLength + 28, sealed.starts(with: HostSeal.magic) else { throw .notSealed }
        let header = Array(sealed.prefix(HostSeal.headerLength))
        let named = Array(header.suffix(8))
        guard named == keyID else { throw .otherKey(sealedWith: named.hexadecimal, have: keyID.hexadecimal) }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(HostSeal.headerLength))
            return Array(try AES.GCM.open(box, using: symmetricKey, authenticating: header + Array(context.utf8)))
        } catch {
            throw .tampered
        }
    }

    private var symmetricKey: SymmetricKey { SymmetricKey(data: key.bytes) }
}

/// Why sealed bytes could not be opened.
package enum SealFault: Error, Sendable, Equatable {
    /// The bytes do not begin as a seal of this version does.
    case notSealed
    /// They were sealed with another key; key IDs in hexadecimal.
    case otherKey(sealedWith: String, have: String)
    /// They were changed, or sealed for another context.
    case tampered
    /// The cryptographic library refused to seal.
    case failed

    package var summary: String {
        switch self {
        case .notSealed: "this is no sealed backup of a known version"
        case .otherKey(let sealed, let have): "it was sealed with key \(sealed); this host has key \(have)"
        case .tampered: "the sealed bytes were changed, or belong to another object"
        case .failed: "the bytes could not be sealed"
        }
    }
}

/// A 32-byte key of this host. It cannot be printed, dumped or interpolated.
package struct SecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package static let length = 32

    /// The key itself; for HMAC and AES only.
    package let bytes: [UInt8]

    /// `nil` unless there are exactly 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == SecretKey.length else { return nil }
        self.bytes = bytes
    }

    package var description: String { "(secret key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Files that hold one 32-byte key: the digest key and the seal key of a host.
package enum SecretKeyFile {
    /// Makes a new key at `path`, mode 0600, from the system's random source; an existing file is never touched.
    ///
    /// - Throws: ``KeyFault/file(_:)`` where the path is taken or cannot be written.
    package static func create(at path: String) throws(KeyFault) -> SecretKey {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        guard let key = SecretKey(bytes) else { throw .wrongLength(path: path, expected: SecretKey.length) }
        do {
            try FileWriting.writeNew(bytes, to: path, mode: 0o600)
        } catch {
            throw .file(error)
        }
        return key
    }

    /// Reads the key at `path`; a file that others can read, or of another length, is refused.
    ///
    /// - Throws: ``KeyFault/file(_:)`` where the file cannot be read, ``KeyFault/tooOpen(path:mode:)`` or
    ///   ``KeyFault/wrongLength(path:expected:)`` where it is refused.
    package static func load(_ path: String) throws(KeyFault) -> SecretKey {
        let contents: FileContents
        do {
            contents = try FileReading.contents(of: path, limit: 4_096)
        } catch {
            throw .file(error)
        }
        guard contents.mode & 0o077 == 0 else { throw .tooOpen(path: path, mode: contents.mode) }
        guard let key = SecretKey(contents.bytes) else {
            throw .wrongLength(path: path, expected: SecretKey.length)
        }
        return key
    }
}
