package import Domain

/// One line of an `allowed_signers` file.
package struct SignerEntry: Sendable, Hashable {
    /// The one person, exactly as written; a pattern with `*` and `?` only where `isAuthority`.
    package let principal: String
    package let key: PublicKey
    /// The namespaces that the key may sign in, as written.
    package let namespaces: [String]
    package let validAfter: Timestamp?
    package let validBefore: Timestamp?
    /// Whether the key signs certificates rather than files.
    package let isAuthority: Bool
    package let position: SourcePosition

    /// Whether the entry's key counts at this moment.
    package func isValid(at time: Timestamp) -> Bool {
        if let validAfter, time < validAfter { return false }
        if let validBefore, validBefore < time { return false }
        return true
    }

    package func permits(_ namespace: SignatureNamespace) -> Bool {
        namespaces.contains { $0.hasSameBytes(as: namespace.rawValue) }
    }
}
