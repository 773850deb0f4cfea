package import Domain
package import Files

/// The key that this run signs with.
package enum SigningKey: Sendable, Equatable {
    /// A private key file that only its owner can read.
    case privateFile(path: String)
    /// A `.pub` file whose private half an agent holds.
    case agent(publicFile: String)

    /// What `ssh-keygen -f` is given.
    package var path: String {
        switch self {
        case .privateFile(let path), .agent(let path): path
        }
    }
}

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

/// Which key to sign with: `--key`, else `RECONCILE_KEY`, else the one that `init` made.
package enum KeyChoice {
    /// Where `init` keeps the author's key, below the state directory.
    package static let authorKey = "keys/author"
    /// Where `init` keeps the host's own key, below the state directory.
    package static let hostKey = "keys/host"

    /// The first of the three that is named; a named key that cannot be used is a fault, never passed by.
    ///
    /// - Throws: ``KeyFault/noneChosen(lookedAt:)`` where none of the three is there; another `KeyFault` where the key
    ///   cannot be used.
    package static func resolve(
        flag: String?,
        environment: String?,
        stateDirectory: String
    ) throws(KeyFault) -> SigningKey {
        if let flag { return try key(at: flag) }
        if let environment, !environment.isEmpty { return try key(at: environment) }
        let made = Paths.join(stateDirectory, authorKey)
        guard FileKind.of(made) != nil else { throw .noneChosen(lookedAt: made) }
        return try key(at: made)
    }

    /// A `.pub` file stands for a key in an agent; any other file must be readable by its owner alone.
    ///
    /// - Throws: ``KeyFault/file(_:)`` where the file cannot be read, ``KeyFault/tooOpen(path:mode:)`` where others can
    ///   read a private key.
    package static func key(at path: String) throws(KeyFault) -> SigningKey {
        let contents: FileContents
        do {
            contents = try FileReading.contents(of: path, limit: 65_536, followingLinks: true)
        } catch {
            throw .file(error)
        }
        if path.hasSuffix(".pub") { return .agent(publicFile: path) }
        guard contents.mode & 0o077 == 0 else { throw .tooOpen(path: path, mode: contents.mode) }
        return .privateFile(path: path)
    }
}

/// Why there is no key to sign or seal with.
package enum KeyFault: Error, Sendable, Equatable {
    case noneChosen(lookedAt: String)
    /// Others than the owner can read the file; `mode` are its permission bits.
    case tooOpen(path: String, mode: UInt32)
    /// The file is not as long as such a key is, in bytes.
    case wrongLength(path: String, expected: Int)
    case file(FileFault)

    package var summary: String {
        switch self {
        case .noneChosen(let path): "there is no key: no --key, no RECONCILE_KEY, and \(path) does not exist"
        case .tooOpen(let path, let mode): "\(path) can be read by others (mode 0\(String(mode, radix: 8)))"
        case .wrongLength(let path, let expected): "\(path) does not hold \(expected) bytes"
        case .file(let fault): fault.summary
        }
    }

    package var fix: String {
        switch self {
        case .noneChosen: "Run reconcile init, or name a key with --key FILE."
        case .tooOpen(let path, _): "chmod 600 \(path), and make a new key if others could have read it."
        case .wrongLength: "Put the original file back; reconcile init makes one where there is none."
        case .file(let fault): fault.fix
        }
    }

    package func diagnostic(_ code: DiagnosticCode = .keyMissing) -> Diagnostic {
        Diagnostic(code, .error, summary, fix: fix)
    }
}
