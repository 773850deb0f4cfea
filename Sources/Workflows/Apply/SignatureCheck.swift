import Domain
import Execution
import SSOT
import Signing

/// Verifies the author's signature over a plan on disk.
struct SignatureCheck {
    /// Which signers file counts.
    enum Signers {
        /// The one that the SSOT names, else the one in its usual place, whatever is in it.
        case anyContent
        /// Only the one whose digest `init` recorded on this host; with `nil`, which records none, no file counts.
        case recorded(digest: String?)
    }

    let environment: Environment
    let disk: PlanOnDisk
    var document: SSOTDocument?
    var signers = Signers.anyContent

    func evidence() async throws -> SignatureEvidence {
        let file: SignersFile
        do {
            file = try SignersFile.read(document, root: disk.root)
        } catch let failure as Failure {
            return .signersUnreadable(reason: failure.diagnostics.first?.summary ?? "it cannot be read")
        }
        if case .recorded(let digest) = signers, digest != file.digest {
            return .signersMoved(recorded: digest ?? "nothing", found: file.digest)
        }
        return try await signatures().evidence(
            over: disk.bytes,
            signature: disk.signature,
            signers: file.signers,
            namespace: .plan
        )
    }

    /// For a plan that cannot be read: whether its author signed these very bytes.
    func sentence() async throws -> String {
        switch try await evidence() {
        case .valid(let principal): "The signature fits: \(principal) signed these bytes."
        case .missing: "There is no signature beside it."
        case .invalid(let reason): "Its signature does not count: \(reason)."
        case .signersMoved: "The signers file is not the recorded one, so its signature was not checked."
        case .signersUnreadable(let reason): "Its signature was not checked: \(reason)."
        }
    }

    private func signatures() throws -> Signatures {
        try Signatures(environment, scratch: environment.variable("TMPDIR") ?? "/tmp")
    }
}
