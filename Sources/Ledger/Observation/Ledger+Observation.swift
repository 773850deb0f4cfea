package import Domain
import GRDB

extension Ledger {
    /// Records what a run observed, in one transaction, and updates what the ledger remembers of the host.
    ///
    /// The run must have begun; the kind says for what the host was looked at: `audit`, `plan`, `apply`. It returns the
    /// number of the recorded look.
    @discardableResult
    package func record(
        observation: ClassifiedHost,
        run: String,
        kind: RunKind,
        at: Timestamp
    ) throws(LedgerFault) -> Int {
        try write { database in
            try ObservationRecorder(database: database, observation: observation, run: run, kind: kind, at: at)
                .record()
        }
    }
}
