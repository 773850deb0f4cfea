package import Domain
import Files

/// Stock `ssh-keygen`, found once: what signs and verifies, so that anybody can check us without us.
package struct SSHKeygen: Sendable {
    /// The absolute path that every run uses.
    package let executable: String
    let process: KeygenProcess
    var scratch: String { process.scratch }

    /// - Parameters:
    ///   - executable: An absolute path, as `locate` gives it.
    ///   - environment: The variables of this process; only those that an agent and a prompt need are passed on.
    ///   - scratch: An existing directory in which private temporary directories may be made.
    ///   - deadline: Returns when one run has taken too long. A person may have to type a passphrase or to touch a key.
    package init(
        executable: String,
        environment: [String: String],
        scratch: String,
        deadline: @escaping @Sendable () async throws -> Void
    ) {
        self.executable = executable
        process = KeygenProcess(
            executable: executable,
            environment: environment.filter { SSHKeygen.passedOn.contains($0.key) },
            scratch: scratch,
            deadline: deadline
        )
    }

    /// The absolute path of `ssh-keygen`: the first on `searchPath`, else `/usr/bin/ssh-keygen`.
    ///
    /// Relative entries are skipped: a checkout could contain a program named `ssh-keygen`.
    ///
    /// - Throws: ``KeygenFault/notFound(searched:)`` where there is none.
    package static func locate(searchPath: String) throws(KeygenFault) -> String {
        let entries = searchPath.split(separator: ":").map(String.init).filter(Paths.isAbsolute)
        let candidates = entries.map { Paths.join($0, "ssh-keygen") } + ["/usr/bin/ssh-keygen"]
        guard let found = candidates.first(where: isExecutable) else { throw .notFound(searched: entries) }
        return found
    }

    private static let passedOn = [
        "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "SSH_SK_PROVIDER", "HOME", "PATH", "DISPLAY",
        "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR",
    ]

    private static func isExecutable(_ path: String) -> Bool {
        FileKind.of(path, followingLinks: true) == .regular && Paths.isExecutable(path)
    }
}

extension SSHKeygen {
    /// Makes an Ed25519 key without a passphrase: `path` (0600) and `path.pub` (0644). Nothing is overwritten.
    ///
    /// - Throws: `FileFault` where a path is taken or cannot be written; `KeygenFault` where `ssh-keygen` fails.
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
    ///
    /// - Throws: `FileFault` where the `.pub` file cannot be read; `KeygenFault` where it holds no public key or
    ///   `ssh-keygen` fails.
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

    /// The private key is put in place last, so that a private key at its path implies a complete pair.
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

extension SSHKeygen {
    /// What `ssh-keygen -Y verify` said.
    package enum Verification: Sendable, Equatable {
        /// The fingerprint, `SHA256:…`, of the key that made the signature.
        case good(fingerprint: String)
        case refused(reason: String)
    }

    /// An armored signature over `bytes`. `key` is a private key, or the public half of one that an agent holds.
    ///
    /// - Throws: `KeygenFault` where `ssh-keygen` fails, cannot be started or is too slow; `FileFault` where scratch
    ///   files cannot be made.
    package func sign(_ bytes: [UInt8], key: String, namespace: SignatureNamespace) async throws -> [UInt8] {
        let answer = try await process.run(["-Y", "sign", "-f", key, "-n", namespace.rawValue], input: bytes)
        guard answer.succeeded, SignatureEnvelope(armored: answer.output) != nil else {
            throw KeygenFault.failed(reason: answer.reason)
        }
        return answer.output
    }

    /// Whether `signature` over `bytes` holds for one principal, namespace and moment.
    ///
    /// - Throws: `KeygenFault` where `ssh-keygen` cannot be started or is too slow; `FileFault` where scratch files
    ///   cannot be made. A bad signature is returned, not thrown.
    package func verify(
        _ bytes: [UInt8],
        signature: [UInt8],
        principal: String,
        namespace: SignatureNamespace,
        signers: AllowedSigners,
        at time: Timestamp
    ) async throws -> Verification {
        try await withFiles(signature, signers) { signatureFile, signersFile in
            let answer = try await process.run(
                ["-Y", "verify", "-O", SSHKeygen.verifyTime(time), "-f", signersFile, "-I", principal]
                    + ["-n", namespace.rawValue, "-s", signatureFile],
                input: bytes
            )
            guard answer.succeeded, let fingerprint = SSHKeygen.fingerprint(in: answer.output) else {
                return .refused(reason: answer.reason)
            }
            return .good(fingerprint: fingerprint)
        }
    }

    /// The principals for whom the key in `signature` counts at that moment; says nothing of what was signed.
    ///
    /// - Throws: `KeygenFault` where `ssh-keygen` cannot be started or is too slow; `FileFault` where scratch files
    ///   cannot be made.
    package func findPrincipals(
        _ signature: [UInt8],
        signers: AllowedSigners,
        at time: Timestamp
    ) async throws -> [String] {
        try await withFiles(signature, signers) { signatureFile, signersFile in
            let arguments = ["-Y", "find-principals", "-O", SSHKeygen.verifyTime(time)]
            let answer = try await process.run(arguments + ["-f", signersFile, "-s", signatureFile], input: [])
            guard answer.succeeded else { return [] }
            return String(decoding: answer.output, as: UTF8.self).split { $0 == "\n" || $0 == "," }.map(String.init)
        }
    }

    /// Hands the very bytes that were judged to `ssh-keygen`, in a private directory that is removed again.
    private func withFiles<Answer>(
        _ signature: [UInt8],
        _ signers: AllowedSigners,
        _ body: (String, String) async throws -> Answer
    ) async throws -> Answer {
        let directory = try Directories.makeTemporary(in: scratch, label: "signature")
        let result: Result<Answer, any Error>
        do {
            let files = (Paths.join(directory, "signature"), Paths.join(directory, "signers"))
            try FileWriting.writeScratch(signature, to: files.0)
            try FileWriting.writeScratch(signers.bytes, to: files.1)
            result = .success(try await body(files.0, files.1))
        } catch {
            result = .failure(error)
        }
        try Directories.removeFlat(directory)
        return try result.get()
    }

    /// `verify-time=20261123124746Z`.
    private static func verifyTime(_ time: Timestamp) -> String {
        "verify-time=" + time.compact.filter { $0 != "T" }
    }

    /// The last word of `Good "NS" signature for NAME with ED25519 key SHA256:…`.
    private static func fingerprint(in output: [UInt8]) -> String? {
        let line = String(decoding: output, as: UTF8.self).split(separator: "\n").first ?? ""
        return line.split(separator: " ").last.map(String.init).flatMap { $0.hasPrefix("SHA256:") ? $0 : nil }
    }
}
