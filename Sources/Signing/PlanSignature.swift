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

    /// `ssh-keygen` found no principal: the key is not listed, or not valid at this time.
    private func verdict(onUnknown envelope: SignatureEnvelope, at time: Timestamp) -> SignatureVerdict {
        guard let entry = signers.entries(forKey: envelope.key).first else { return .stranger }
        return .revokedOrExpired(principal: entry.principal)
    }

    /// Whether the entry allows this namespace. For a certificate the entry of its authority is not known here;
    /// `ssh-keygen -Y verify` checks it.
    private func isPermitted(
        _ principal: String,
        _ envelope: SignatureEnvelope,
        _ namespace: SignatureNamespace
    ) -> Bool {
        envelope.isFromCertificate || signers.entries(forKey: envelope.key).contains { $0.permits(namespace) }
    }
}

/// What an armored SSH signature says of itself (OpenSSH `PROTOCOL.sshsig`): key and namespace.
///
/// This is read to tell people what is wrong. Whether the signature holds is decided by `ssh-keygen` alone.
struct SignatureEnvelope {
    /// The signing key, or certificate, in SSH wire format.
    let key: [UInt8]
    let namespace: String

    init?(armored: [UInt8]) {
        let lines = armored.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, first.elementsEqual("-----BEGIN SSH SIGNATURE-----".utf8) else { return nil }
        guard let last = lines.last, last.elementsEqual("-----END SSH SIGNATURE-----".utf8) else { return nil }
        guard let blob = Base64.decode(Array(lines.dropFirst().dropLast().joined())) else { return nil }
        var reader = WireReader(blob)
        guard reader.take(6).map({ $0.elementsEqual("SSHSIG".utf8) }) == true, reader.integer() == 1 else { return nil }
        guard let key = reader.string(), let namespace = reader.text() else { return nil }
        self.key = key
        self.namespace = namespace
    }

    /// Whether the signature was made with a certificate, whose principals only `ssh-keygen` can tell.
    var isFromCertificate: Bool {
        var reader = WireReader(key)
        return reader.text().map { $0.utf8.count > 21 && $0.hasSuffix("-cert-v01@openssh.com") } ?? false
    }
}

/// What a signature is for. A signature made for one use never counts for another.
package enum SignatureNamespace: String, Sendable, CaseIterable {
    case plan = "reconcile-plan"
    case approval = "reconcile-approval"
    case reject = "reconcile-reject"
    case receipt = "reconcile-receipt"
    case checkpoint = "reconcile-checkpoint"
    case trust = "reconcile-trust"
}

/// What one signature is worth. Only `valid` counts; the others say what to tell people.
package enum SignatureVerdict: Sendable, Equatable {
    /// The principal is one that the signers file admits; the fingerprint tells two keys of one person apart.
    case valid(principal: String, fingerprint: String)
    /// There is no signature.
    case missing
    /// The signers file does not list the key.
    case stranger
    /// The signature is no SSH signature, or not one over these bytes.
    case invalid(reason: String)
    /// The signature was made for another use.
    case wrongNamespace(found: String)
    /// The key is listed, but not for this use.
    case notPermitted(principal: String)
    /// The key is listed, but not for this moment.
    case revokedOrExpired(principal: String)
}
