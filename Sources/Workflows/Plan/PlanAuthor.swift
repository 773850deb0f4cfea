internal import Domain
internal import Signing

/// Who signs a plan, and with what.
struct PlanAuthor {
    let principal: String
    private let key: SigningKey
    private let signatures: Signatures

    /// The key of the flags, the environment or `init`, and the person that the signers file gives it to.
    ///
    /// - Throws: `Failure` 78 where there is no usable key, or nobody owns it.
    static func resolve(_ options: Options, _ environment: Environment, _ project: Project) async throws -> PlanAuthor {
        let state = try StateDirectory.locate(options, environment, root: project.root, env: project.policy.environment)
        let key = try HostKeys(state: state).authorKey(options, environment)
        let scratch = environment.variable("TMPDIR") ?? "/tmp"
        let signatures = try Signatures(environment, scratch: scratch)
        let signers = try SignersFile.read(project.document, root: project.root)
        let publicKey = try await publicKey(key, signatures)
        guard let principal = signers.principal(of: publicKey, for: .plan) else {
            throw Failure(.configuration, stranger(key, publicKey, signers))
        }
        return PlanAuthor(principal: principal, key: key, signatures: signatures)
    }

    func sign(_ bytes: [UInt8]) async throws -> [UInt8] {
        try await signatures.sign(bytes, with: key, for: .plan)
    }

    private static func publicKey(_ key: SigningKey, _ signatures: Signatures) async throws -> PublicKey {
        do {
            return try await signatures.keygen.publicKey(of: key.path)
        } catch let fault as KeygenFault {
            throw Failure(.configuration, fault.diagnostic(.keyMissing))
        }
    }

    private static func stranger(_ key: SigningKey, _ publicKey: PublicKey, _ signers: SignersFile) -> Diagnostic {
        Diagnostic(
            .keyMissing,
            "\(signers.name) lists nobody who may sign plans with \(key.path)",
            fix: "Add the line: NAME namespaces=\"reconcile-plan\" \(publicKey.text)"
        )
    }
}
