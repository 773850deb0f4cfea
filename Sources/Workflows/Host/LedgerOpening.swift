import Domain
import Ledger

/// Opens the ledger of a host; only `init` ever makes one.
enum LedgerOpening {
    static func forWriting(_ state: StateDirectory, fullCheck: Bool) throws -> Ledger {
        try LedgerFailure.guarded { try Ledger.open(at: state.ledger, mode: .readWrite(fullCheck: fullCheck)) }
    }

    static func forReading(_ state: StateDirectory) throws -> Ledger {
        try LedgerFailure.guarded { try Ledger.open(at: state.ledger, mode: .readOnly) }
    }

    static func missing(_ state: StateDirectory) -> Failure { LedgerFault.missing(path: state.ledger).failure }

    /// The warning of a command that only observes where there is no ledger.
    static func unrecorded(_ state: StateDirectory) -> Diagnostic {
        Diagnostic(
            .ledgerMissing,
            .warning,
            "There is no ledger at \(state.ledger) yet: this look is not recorded, and nothing is remembered",
            detail: "Protection that outlives its rule, and every age, come from the ledger.",
            fix: "Run 'reconcile init' on this host; where the state lies elsewhere, name it with --state."
        )
    }
}

/// Turns the ledger's faults into failures.
enum LedgerFailure {
    static func guarded<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let fault as LedgerFault {
            throw fault.failure
        }
    }
}
