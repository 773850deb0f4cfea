package import Domain

/// Marks of plan files on an engine, of which its ledger knows nothing.
package enum LostLedger {
    /// `nil` where there are none. The first hash stands for all: the message must stay readable.
    package static func diagnostic(_ unknownPlans: [String]) -> Diagnostic? {
        guard let first = unknownPlans.first else { return nil }
        let count = unknownPlans.count == 1 ? "a plan file" : "\(unknownPlans.count) plan files"
        return Diagnostic(
            .ledgerLost,
            "Objects on this engine were made from \(count) that this ledger never used",
            detail: "The label reconcile.step names \(first). Single use, sticky protection and ages are in the ledger "
                + "that did it.",
            fix: "Use that ledger (--state) or restore it. If it is gone: 'reconcile init --new-ledger'."
        )
    }
}
