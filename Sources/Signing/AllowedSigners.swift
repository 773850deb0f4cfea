import Domain

/// Who may sign what: an OpenSSH `allowed_signers` file in the strict form in which one line is one person.
package struct AllowedSigners: Sendable, Equatable {
    package let entries: [SignerEntry]
    /// The very bytes that were parsed: verification hands these to `ssh-keygen`, never the path again.
    package let bytes: [UInt8]

    /// The principals that one person can stand for, each once, by their bytes.
    package var principals: [String] { Array(Set(literal.map(\.principal))).sortedByBytes() }

    /// Whether the file lists the principal literally, or by the pattern of a certificate authority.
    package func admits(_ principal: String) -> Bool {
        guard SignerGrammar.isPrincipal(principal[...]) else { return false }
        return entries.contains { entry in
            entry.isAuthority
                ? Glob(entry.principal).matches(principal) : entry.principal.hasSameBytes(as: principal)
        }
    }

    /// The entries of one plain key; with a valid file all of them name the same principal.
    package func entries(forKey blob: [UInt8]) -> [SignerEntry] {
        entries.filter { !$0.isAuthority && $0.key.blob == blob }
    }

    private var literal: [SignerEntry] { entries.filter { !$0.isAuthority } }
}
