import Crypto
import FoundationEssentials

extension PublicKey {
    /// Reads the first line of a `.pub` file: type, key, comment.
    package init?(line bytes: [UInt8]) {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let fields = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }.map(String.init)
        guard fields.count >= 2 else { return nil }
        self.init(type: fields[0], base64: fields[1])
    }

    /// `SHA256:…` as `ssh-keygen -l` prints it.
    package var fingerprint: String {
        let digest = Base64.encode(Array(SHA256.hash(data: blob))).prefix { $0 != UInt8(ascii: "=") }
        return "SHA256:" + String(decoding: digest, as: UTF8.self)
    }
}
