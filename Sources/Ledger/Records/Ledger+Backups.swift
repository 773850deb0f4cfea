package import Domain
import Foundation
import GRDB

extension Ledger {
    /// Keeps a sealed backup. It must return before the object is deleted.
    ///
    /// - Returns: the backup's number.
    @discardableResult
    package func store(_ backup: Backup, sealed: [UInt8]) throws(LedgerFault) -> Int {
        try write { try BackupStore(database: $0).store(SealedBackup(backup: backup, bytes: sealed)) }
    }

    /// The backups of a run, or all, newest first.
    package func backups(run id: String? = nil) throws(LedgerFault) -> [StoredBackup] {
        try read { database in
            try database.rows(
                """
                SELECT id, run_id, kind, name, object_id, content, at, keep_until, length(sealed) FROM backups
                WHERE ?1 IS NULL OR run_id = ?1 ORDER BY id DESC
                """,
                [id]
            ).map(Ledger.backup)
        }
    }

    /// The sealed bytes of a backup.
    package func sealedBackup(_ id: Int) throws(LedgerFault) -> [UInt8] {
        try read { database in
            guard let row = try database.row("SELECT sealed FROM backups WHERE id = ?", [id]) else {
                throw LedgerFault.noRecord("backup \(id)")
            }
            return try row.blob(0)
        }
    }

    /// Removes backups whose time is over; their pages are overwritten.
    ///
    /// - Returns: how many were removed.
    @discardableResult
    package func removeBackups(expiredAt at: Timestamp) throws(LedgerFault) -> Int {
        try write { database in
            let expired = try database.rows(
                "SELECT id FROM backups WHERE keep_until < ? ORDER BY id",
                [at.secondsSince1970]
            ).map { try $0.int(0) }
            guard !expired.isEmpty else { return 0 }
            try database.run("DELETE FROM backups WHERE keep_until < ?", [at.secondsSince1970])
            let what: JSON = ["ids": .array(expired.map { .number($0) })]
            try LogStore(database: database).append(LogEntry(kind: .backupRemoved, run: nil, at: at, what: what))
            return expired.count
        }
    }

    private static func backup(_ row: Row) throws -> StoredBackup {
        let backup = Backup(
            runID: try row.text(1),
            address: Address(try row.value(2, as: ResourceKind.self), try row.text(3)),
            objectID: try row.text(4),
            content: try row.text(5),
            at: try row.time(6),
            keepUntil: try row.time(7)
        )
        return StoredBackup(id: try row.int(0), backup: backup, size: try row.int(8))
    }
}
