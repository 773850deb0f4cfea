import Domain
import Files
import Signing

/// Everything that an apply needs besides the Engine, proven while the plan can still be used: after the start record
/// nothing may fail for a key or a folder.
struct ApplyReadiness {
    let environment: Environment
    let state: StateDirectory

    /// The ledger was proven by this very run's own records.
    ///
    /// - Returns: The seal of what undoing needs.
    /// - Throws: `Failure` 78 for a key, 77 or 73 for the receipts' folder.
    func proven() async throws -> HostSeal {
        let keys = HostKeys(state: state)
        let seal = try keys.seal()
        let signatures = try Signatures(environment, scratch: state.path)
        _ = try await signatures.sign(Array("probe\n".utf8), with: try keys.hostKey(), for: .receipt)
        try proveReceipts()
        return seal
    }

    private func proveReceipts() throws {
        switch FileKind.of(state.receipts) {
        case .directory: break
        case nil: try Writing.guarded { try Directories.make(state.receipts, mode: 0o700) }
        case .symbolicLink, .regular, .pipe, .socket, .device: throw Failure(.permission, misplaced)
        }
        guard !FileKind.isWritableByAll(state.receipts) else { throw Failure(.permission, misplaced) }
        let probe = Paths.join(state.receipts, ".probe-\(environment.randomHex(16))")
        try Writing.guarded {
            try FileWriting.writeNew([], to: probe, mode: 0o600)
            try FileWriting.remove(probe)
        }
    }

    /// A receipt that goes wherever a link points is nobody's proof.
    private var misplaced: Diagnostic {
        Diagnostic(
            .fileUnwritable,
            "\(state.receipts) must be a folder of this host's steward alone, and no link",
            detail: "The receipts of applies lie there.",
            fix: "Move what it points to into its place, as a folder with mode 700. The plan was not used."
        )
    }
}
