import Domain
import Synchronization

/// What a command that only observes writes into the ledger. Its report is useful even on a full disk: the first write
/// that fails for that reason ends the recording with a warning. Apply does not use this and fails closed.
final class Recording: Sendable {
    private let fault = Mutex<Failure?>(nil)

    /// Why this run is not recorded; `nil` while it is.
    var failure: Failure? { fault.withLock { $0 } }

    var warning: Diagnostic? { failure.map(Recording.warning) }

    /// - Throws: Whatever else than a ledger that cannot be written stops `body`.
    func write(_ body: () throws -> Void) throws {
        guard failure == nil else { return }
        do {
            try body()
        } catch let failure as Failure where failure.exitCode == .cannotWrite {
            fault.withLock { $0 = failure }
        }
    }

    private static func warning(_ failure: Failure) -> Diagnostic {
        let cause = failure.diagnostics.first
        return Diagnostic(
            cause?.code ?? .ledgerUnwritable,
            .warning,
            "This look is not recorded: \(cause?.summary ?? "the ledger cannot be written")",
            detail:
                "What is shown is what is there; the ledger learns nothing of it, and apply refuses until it can write.",
            fix: cause?.fix ?? ""
        )
    }
}
