package import Domain
import GRDB

extension Ledger {
    /// What classification may use of the past. Where the ledger is open for writing, `release` entries without a date
    /// are remembered from now on.
    ///
    /// `at` is now: what was protected at the last look counts as protected until then, since nobody knows better.
    package func memory(releases: [Release], at: Timestamp) throws(LedgerFault) -> Memory {
        let undated = releases.filter { $0.until == nil }.map(\.address.pattern)
        switch mode {
        case .readWrite:
            return try write { database in
                let reader = MemoryReader(database: database, at: at)
                try reader.remember(releases: undated)
                return try reader.memory()
            }
        case .readOnly: return try read { try MemoryReader(database: $0, at: at).memory() }
        }
    }
}
