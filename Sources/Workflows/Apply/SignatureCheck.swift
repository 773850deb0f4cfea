import Domain
import Execution
import SSOT
import Signing

/// Verifies the author's signature over a plan on disk.
struct SignatureCheck {
    let environment: Environment
    let disk: PlanOnDisk
    var document: SSOTDocument?
    /// The signers file that `init` recorded on this host; `nil` compares with nothing.
    var recordedSigners: String?

    init(
        environment: Environment,
        disk: PlanOnDisk,
        document: SSOTDocument? = nil,
        recordedSigners: String? = nil
    ) {
        self.environment = environment
        self.disk = disk
        self.document = document
        self.recordedSigners = recordedSigners
    }

    func evidence() async throws -> SignatureEvidence {
        let signers: SignersFile
        do {
            signers = try SignersFile.read(document, root: disk.root)
        } catch let failure as Failure {
            return .signersUnreadable(reason: failure.diagnostics.first?.summary ?? "it cannot be read")
        }
        if let recorded = recordedSigners, recorded != signers.digest {
            return .signersMoved(recorded: recorded, found: signers.digest)
        }
        return try await signatures().evidence(
            over: disk.bytes,
            signature: disk.signature,
            signers: signers.signers,
            namespace: .plan
        )
    }

    /// For a plan that cannot be read: whether its author signed these very bytes.
    func sentence() async throws -> String {
        switch try await evidence() {
        case .valid(let principal): "The signature fits: \(principal) signed these bytes."
        case .missing: "There is no signature beside it."
        case .invalid, .signersMoved, .signersUnreadable: "The signature does not fit these bytes."
        }
    }

    private func signatures() throws -> Signatures {
        try Signatures(environment, scratch: environment.variable("TMPDIR") ?? "/tmp")
    }
}
