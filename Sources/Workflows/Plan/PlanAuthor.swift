import Domain
import Files
import SSOT
import Signing

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

/// Fills in the circumstances of one planning.
struct Issuer {
    let environment: Environment
    let project: Project

    func issue(
        by principal: String?,
        _ classified: ClassifiedHost,
        _ endpoint: String,
        checkpoint: String?
    ) -> Issued {
        let now = environment.now()
        let hours = project.document.planTTLHours
        return Issued(
            id: environment.newRunID(),
            at: now,
            by: principal,
            expiresAt: now.adding(seconds: Int64(hours) * 3_600),
            tool: Environment.tool,
            commit: GitHead.commit(at: project.root),
            endpoint: endpoint,
            observedAt: classified.host.observedAt,
            counts: classified.counts,
            checkpoint: checkpoint
        )
    }
}

extension SSOTDocument {
    /// How long a plan lives.
    var planTTLHours: Int { approval?.planTTLHours ?? ApprovalSection.defaultPlanTTLHours }
}

/// The commit that a checkout stands on, read from git's own files; `nil` outside git.
enum GitHead {
    static func commit(at root: String) -> String? {
        let git = Paths.join(root, ".git")
        guard let head = line(Paths.join(git, "HEAD")) else { return nil }
        guard let name = head.text(after: "ref: ") else { return valid(head) }
        return line(Paths.join(git, name)).flatMap(valid) ?? packed(name, git)
    }

    private static func packed(_ name: String, _ git: String) -> String? {
        let lines = text(Paths.join(git, "packed-refs"))?.split(separator: "\n") ?? []
        return lines.first { $0.hasByteSuffix(" \(name)") }.flatMap { $0.split(separator: " ").first }.flatMap {
            valid(String($0))
        }
    }

    private static func line(_ path: String) -> String? {
        text(path)?.split(separator: "\n").first.map(String.init)
    }

    private static func text(_ path: String) -> String? {
        (try? FileReading.read(path, limit: 4 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func valid(_ text: String) -> String? {
        [40, 64].contains(text.utf8.count) && text.utf8.isLowercaseHex ? text : nil
    }
}
