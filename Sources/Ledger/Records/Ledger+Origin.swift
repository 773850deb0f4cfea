package import Domain
import GRDB

// What this ledger belongs to, and what its steward accepted.
extension Ledger {
    /// The SSOT that this host obeys; `nil` before the first was bound.
    package func ssotPath() throws(LedgerFault) -> String? { try read { try Meta(database: $0).value(.ssotPath) } }

    package func bind(ssot path: String, at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.ssotPath.rawValue, path, at: at)
    }

    /// The newest time in the log, and the run that it belongs to; without entries that were accepted whatever their
    /// times.
    package func newestRecord() throws(LedgerFault) -> (at: Timestamp, run: String?)? {
        try read { database in
            let first = try Meta(database: database).value(.clockAcceptedTo).flatMap { Int($0) } ?? 0
            let sql = "SELECT at, run_id FROM log WHERE idx >= ? ORDER BY at DESC, idx DESC LIMIT 1"
            return try database.row(sql, [first]).map { (try $0.time(0), $0.optionalText(1)) }
        }
    }

    /// Lets no entry up to now judge a clock any more.
    package func acceptClock(at: Timestamp) throws(LedgerFault) {
        let size = try read { try LogStore(database: $0).size() }
        try setMeta(Meta.Key.clockAcceptedTo.rawValue, String(size), at: at)
    }

    /// Plan files that another ledger of this engine used, as far as that was accepted.
    package func takenOverPlans() throws(LedgerFault) -> Set<String> {
        let text = try read { try Meta(database: $0).value(.takenOver) } ?? ""
        return Set(text.split(separator: " ").map(String.init))
    }

    /// Whether the next look takes over what a lost ledger made.
    package func takesOver() throws(LedgerFault) -> Bool {
        try read { try Meta(database: $0).value(.takesOver) } == "yes"
    }

    package func takeOverAtNextLook(at: Timestamp) throws(LedgerFault) {
        try setMeta(Meta.Key.takesOver.rawValue, "yes", at: at)
    }

    package func takeOver(_ hashes: Set<String>, at: Timestamp) throws(LedgerFault) {
        let all = try takenOverPlans().union(hashes)
        try setMeta(Meta.Key.takenOver.rawValue, all.sortedByBytes().joined(separator: " "), at: at)
        try setMeta(Meta.Key.takesOver.rawValue, "no", at: at)
    }
}
