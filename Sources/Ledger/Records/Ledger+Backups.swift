import Domain
import GRDB

extension Ledger {
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
