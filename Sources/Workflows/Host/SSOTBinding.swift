import Domain
import Ledger
import SSOT

/// Which SSOT a host obeys: the one of its first `init`, `audit` or `plan`.
struct SSOTBinding {
    let ledger: Ledger
    let environment: Environment

    /// What speaks against an SSOT; `nil` where nothing was bound yet, or where it is this one.
    func finding(_ path: String) throws -> Diagnostic? {
        guard SSOTPath.isProper(path) else {
            return Diagnostic(
                .ledgerOtherSSOT,
                "The SSOT \(path) is not below the repository's root",
                fix: "Put it into the repository, and name it by its path there."
            )
        }
        guard let bound = try LedgerFailure.guarded({ try ledger.ssotPath() }), !bound.hasSameBytes(as: path) else {
            return nil
        }
        return Diagnostic(
            .ledgerOtherSSOT,
            "This host's ledger is bound to the SSOT \(bound), and this is \(path)",
            fix:
                "Use -f \(bound). If the other one is meant, run 'reconcile init -f \(path) --accept-ssot' on this host."
        )
    }

    /// Binds a ledger that is bound to none.
    func bindFirst(_ path: String) throws {
        try LedgerFailure.guarded {
            guard SSOTPath.isProper(path), try ledger.ssotPath() == nil else { return }
            try ledger.bind(ssot: path, at: environment.now())
        }
    }
}
