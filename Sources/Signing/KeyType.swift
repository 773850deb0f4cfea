/// The key types that OpenSSH signs files with; the raw value stands in key files.
package enum KeyType: String, Sendable, CaseIterable {
    case ed25519 = "ssh-ed25519"
    case ed25519Hardware = "sk-ssh-ed25519@openssh.com"
    case ecdsa256 = "ecdsa-sha2-nistp256"
    case ecdsa384 = "ecdsa-sha2-nistp384"
    case ecdsa521 = "ecdsa-sha2-nistp521"
    case ecdsa256Hardware = "sk-ecdsa-sha2-nistp256@openssh.com"
    case rsa = "ssh-rsa"
}
