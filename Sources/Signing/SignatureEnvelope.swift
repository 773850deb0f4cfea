/// What an armored SSH signature says of itself (OpenSSH `PROTOCOL.sshsig`): key and namespace.
///
/// This is read to tell people what is wrong. Whether the signature holds is decided by `ssh-keygen` alone.
struct SignatureEnvelope {
    /// The signing key, or certificate, in SSH wire format.
    let key: [UInt8]
    let namespace: String

    init?(armored: [UInt8]) {
        let lines = armored.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, first.elementsEqual("-----BEGIN SSH SIGNATURE-----".utf8) else { return nil }
        guard let last = lines.last, last.elementsEqual("-----END SSH SIGNATURE-----".utf8) else { return nil }
        guard let blob = Base64.decode(Array(lines.dropFirst().dropLast().joined())) else { return nil }
        var reader = WireReader(blob)
        guard reader.take(6).map({ $0.elementsEqual("SSHSIG".utf8) }) == true, reader.integer() == 1 else { return nil }
        guard let key = reader.string(), let namespace = reader.text() else { return nil }
        self.key = key
        self.namespace = namespace
    }

    /// Whether the signature was made with a certificate, whose principals only `ssh-keygen` can tell.
    var isFromCertificate: Bool {
        var reader = WireReader(key)
        return reader.text().map { $0.utf8.count > 21 && $0.hasSuffix("-cert-v01@openssh.com") } ?? false
    }
}
