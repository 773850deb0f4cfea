import Crypto
import Files
import FoundationEssentials

/// Files that hold one 32-byte key: the digest key and the seal key of a host.
package enum SecretKeyFile {
    /// Makes a new key at `path`, mode 0600, from the system's random source; an existing file is never touched.
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
