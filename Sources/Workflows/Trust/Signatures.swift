import Domain
import Execution
import Files
import PlanFile
import SSOT
import Signing

/// Signs and verifies with stock `ssh-keygen`, found once.
struct Signatures {
    private let environment: Environment
    let keygen: SSHKeygen

    /// `scratch`: a directory that is only ours.
    init(_ environment: Environment, scratch: String) throws {
        self.environment = environment
        do throws(KeygenFault) {
            keygen = SSHKeygen(
                executable: try SSHKeygen.locate(searchPath: environment.variable("PATH") ?? ""),
                environment: environment.variables,
                scratch: scratch,
                // A person may have to type a passphrase or touch a key.
                deadline: { try await environment.pause(.seconds(120)) }
            )
        } catch {
            throw Failure(.configuration, error.diagnostic(.keyMissing))
        }
    }

    func sign(_ bytes: [UInt8], with key: SigningKey, for namespace: SignatureNamespace) async throws -> [UInt8] {
        do {
            return try await keygen.sign(bytes, key: key.path, namespace: namespace)
        } catch let fault as KeygenFault {
            throw Failure(.configuration, fault.diagnostic(.keyMissing))
        }
    }

    /// What the signature beside a plan says about its author.
    ///
    /// - Throws: `Failure` 78 where `ssh-keygen` cannot be used, 73 or 77 where the bytes cannot be written for it.
    func evidence(
        over bytes: [UInt8],
        signature: [UInt8]?,
        signers: AllowedSigners,
        namespace: SignatureNamespace
    ) async throws -> SignatureEvidence {
        let judge = PlanSignature(keygen: keygen, signers: signers)
        let verdict: SignatureVerdict
        do {
            verdict = try await judge.verdict(on: signature, over: bytes, namespace: namespace, at: environment.now())
        } catch let fault as KeygenFault {
            throw Failure(.configuration, fault.diagnostic(.keyMissing))
        } catch let fault as FileFault {
            throw Failure(fault.exitCodeForWriting, fault.diagnostic(.fileUnwritable))
        }
        return switch verdict {
        case .valid(let principal, _): .valid(principal: principal)
        case .missing: .missing
        case .stranger: .invalid(reason: "its key is not in the signers file")
        case .invalid(let reason): .invalid(reason: reason)
        case .wrongNamespace(let found): .invalid(reason: "it was made for '\(found)', not for '\(namespace.rawValue)'")
        case .notPermitted(let principal): .invalid(reason: "\(principal) may not sign for '\(namespace.rawValue)'")
        case .revokedOrExpired(let principal): .invalid(reason: "the key of \(principal) is not valid now")
        }
    }
}

/// The `allowed_signers` file of a repository, read once.
struct SignersFile {
    /// Below the root, as it is printed.
    let name: String
    let signers: AllowedSigners
    /// `sha256:<hex>` of the file's bytes: what `init` records on the host.
    let digest: String

    static func path(_ document: SSOTDocument?, root: String) -> String {
        Paths.join(root, document?.approval?.signers ?? ApprovalSection.defaultSigners)
    }

    /// - Throws: `Failure` 78 where it is missing or not in the strict form.
    static func read(_ document: SSOTDocument?, root: String) throws -> SignersFile {
        try read(at: path(document, root: root), root: root)
    }

    static func read(at path: String, root: String) throws -> SignersFile {
        let name = Paths.relative(path, to: root) ?? path
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try FileReading.read(path, limit: 65_536, followingLinks: true)
        } catch {
            throw Failure(.configuration, error.diagnostic(.signersInvalid))
        }
        let (signers, diagnostics) = AllowedSigners.parse(bytes, file: name)
        guard let signers else { throw Failure(.configuration, diagnostics) }
        return SignersFile(name: name, signers: signers, digest: PlanDigest.fileHash(of: bytes))
    }

    /// The principal that the file gives a public key for a use.
    func principal(of key: PublicKey, for namespace: SignatureNamespace) -> String? {
        signers.entries(forKey: key.blob).first { $0.permits(namespace) }?.principal
    }
}
