package import Domain
import Files

extension SSHKeygen {
    /// What `ssh-keygen -Y verify` said.
    package enum Verification: Sendable, Equatable {
        /// The fingerprint, `SHA256:…`, of the key that made the signature.
        case good(fingerprint: String)
        case refused(reason: String)
    }

    /// An armored signature over `bytes`. `key` is a private key, or the public half of one that an agent holds.
    package func sign(_ bytes: [UInt8], key: String, namespace: SignatureNamespace) async throws -> [UInt8] {
        let answer = try await process.run(["-Y", "sign", "-f", key, "-n", namespace.rawValue], input: bytes)
        guard answer.succeeded, SignatureEnvelope(armored: answer.output) != nil else {
            throw KeygenFault.failed(reason: answer.reason)
        }
        return answer.output
    }

    /// Whether `signature` over `bytes` holds for one principal, namespace and moment.
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
