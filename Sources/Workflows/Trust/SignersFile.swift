internal import Domain
internal import Files
internal import PlanFile
internal import SSOT
internal import Signing

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
