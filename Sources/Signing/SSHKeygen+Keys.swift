import Files

extension SSHKeygen {
    /// Makes an Ed25519 key without a passphrase: `path` (0600) and `path.pub` (0644). Nothing is overwritten.
    package func generateKey(at path: String, comment: String) async throws -> PublicKey {
        let directory = try Directories.makeTemporary(in: Paths.parent(of: path), label: "key")
        let result: Result<PublicKey, any Error>
        do {
            let made = Paths.join(directory, "key")
            let answer = try await process.run(["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", made], input: [])
            guard answer.succeeded else { throw KeygenFault.failed(reason: answer.reason) }
            result = .success(try SSHKeygen.install(made, as: path))
        } catch {
            result = .failure(error)
        }
        try Directories.removeFlat(directory)
        return try result.get()
    }

    /// The public half of a key: of the `.pub` file itself or beside the private key, else asked of the private key.
    package func publicKey(of path: String) async throws -> PublicKey {
        let beside = path.hasSuffix(".pub") ? path : path + ".pub"
        if path.hasSuffix(".pub") || FileKind.of(beside, followingLinks: true) == .regular {
            return try SSHKeygen.readPublic(beside)
        }
        let answer = try await process.run(["-y", "-f", path], input: [])
        guard answer.succeeded, let key = PublicKey(line: answer.output) else {
            throw KeygenFault.failed(reason: answer.reason)
        }
        return key
    }

    /// The private key is put in place last: a key that is there is whole.
    private static func install(_ made: String, as path: String) throws -> PublicKey {
        let secret = try FileReading.read(made, limit: 65_536)
        let line = try FileReading.read(made + ".pub", limit: 65_536)
        let key = try readPublic(made + ".pub")
        guard FileKind.of(path) == nil else { throw FileFault.exists(path: path) }
        try FileWriting.writeNew(line, to: path + ".pub", mode: 0o644)
        try FileWriting.writeNew(secret, to: path, mode: 0o600)
        return key
    }

    private static func readPublic(_ path: String) throws -> PublicKey {
        guard let key = PublicKey(line: try FileReading.read(path, limit: 65_536, followingLinks: true)) else {
            throw KeygenFault.failed(reason: "\(path) holds no public key")
        }
        return key
    }
}
