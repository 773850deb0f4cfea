import Domain

/// An OpenSSH public key: its type and its wire bytes, which alone decide whether two keys are one.
package struct PublicKey: Sendable, Hashable {
    package let type: KeyType
    /// The key in SSH wire format.
    package let blob: [UInt8]

    /// Reads the two fields of a key line; `nil` where they do not belong together or the key is none to trust.
    package init?(type: String, base64: String) {
        guard let known = KeyType(rawValue: type), let blob = Base64.decode(Array(base64.utf8)) else { return nil }
        var reader = WireReader(blob)
        guard let named = reader.text(), named.hasSameBytes(as: type), !reader.isAtEnd else { return nil }
        if known == .ed25519 || known == .ed25519Hardware {
            guard let point = reader.string(), point.count == 32, !SmallOrderPoints.contain(point) else { return nil }
        }
        self.type = known
        self.blob = blob
    }

    /// `ssh-ed25519 AAAA…`, as key files and signers files have it.
    package var text: String { "\(type.rawValue) \(String(decoding: Base64.encode(blob), as: UTF8.self))" }
}
