package import Domain

/// Judges signatures over a plan file, an approval, a receipt or a checkpoint.
package struct PlanSignature: Sendable {
    private let keygen: SSHKeygen
    private let signers: AllowedSigners

    /// The largest signature that is looked at, in bytes.
    package static let sizeLimit = 65_536

    package init(keygen: SSHKeygen, signers: AllowedSigners) {
        self.keygen = keygen
        self.signers = signers
    }

    /// Who signed `bytes` for this use, as of `time`; `ssh-keygen` decides, and the signers file names the person.
    ///
    /// Throws only where no verdict could be reached: `KeygenFault`, `FileFault`, cancellation.
    package func verdict(
        on signature: [UInt8]?,
        over bytes: [UInt8],
        namespace: SignatureNamespace,
        at time: Timestamp
    ) async throws -> SignatureVerdict {
        guard let signature else { return .missing }
        guard signature.count <= PlanSignature.sizeLimit, let envelope = SignatureEnvelope(armored: signature) else {
            return .invalid(reason: "it is no armored SSH signature")
        }
        guard envelope.namespace.hasSameBytes(as: namespace.rawValue) else {
            return .wrongNamespace(found: envelope.namespace)
        }
        let principals = try await keygen.findPrincipals(signature, signers: signers, at: time)
        guard let principal = principals.first else { return verdict(onUnknown: envelope, at: time) }
        guard principals.count == 1 else { return .invalid(reason: "its certificate names more than one principal") }
        guard signers.admits(principal) else { return .stranger }
        guard isPermitted(principal, envelope, namespace) else { return .notPermitted(principal: principal) }
        let verification = try await keygen.verify(
            bytes,
            signature: signature,
            principal: principal,
            namespace: namespace,
            signers: signers,
            at: time
        )
        return switch verification {
        case .good(let fingerprint): .valid(principal: principal, fingerprint: fingerprint)
        case .refused(let reason): .invalid(reason: reason)
        }
    }

    /// A key that nobody is found for is a stranger's, or its time is not now.
    private func verdict(onUnknown envelope: SignatureEnvelope, at time: Timestamp) -> SignatureVerdict {
        guard let entry = signers.entries(forKey: envelope.key).first else { return .stranger }
        return .revokedOrExpired(principal: entry.principal)
    }

    /// For a certificate, whose authority is not known here, `ssh-keygen` says no by itself.
    private func isPermitted(
        _ principal: String,
        _ envelope: SignatureEnvelope,
        _ namespace: SignatureNamespace
    ) -> Bool {
        envelope.isFromCertificate || signers.entries(forKey: envelope.key).contains { $0.permits(namespace) }
    }
}
