package import Domain
import Foundation
import GRDB

extension Ledger {
    /// The backups of a run, or all, newest first.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
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
    ///
    /// - Throws: ``LedgerFault/noRecord(_:)`` where there is no such backup; another `LedgerFault` where the database
    ///   cannot be read.
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

/// What undoing a delete needs, sealed by the caller.
package struct Backup: Sendable, Hashable {
    package let runID: String
    package let address: Address
    package let objectID: String
    /// What is sealed: `configuration`, `archive`.
    package let content: String
    package let at: Timestamp
    package let keepUntil: Timestamp

    package init(
        runID: String,
        address: Address,
        objectID: String,
        content: String,
        at: Timestamp,
        keepUntil: Timestamp
    ) {
        self.runID = runID
        self.address = address
        self.objectID = objectID
        self.content = content
        self.at = at
        self.keepUntil = keepUntil
    }
}

/// A backup with its bytes, which nothing but the host's key opens.
package struct SealedBackup: Sendable, Hashable {
    package let backup: Backup
    package let bytes: [UInt8]

    package init(backup: Backup, bytes: [UInt8]) {
        self.backup = backup
        self.bytes = bytes
    }
}

/// A backup in the ledger, by its number.
package struct StoredBackup: Sendable, Hashable {
    package let id: Int
    package let backup: Backup
    /// The number of sealed bytes.
    package let size: Int

    package init(id: Int, backup: Backup, size: Int) {
        self.id = id
        self.backup = backup
        self.size = size
    }
}

/// Writes sealed backups within a transaction of its caller.
struct BackupStore {
    let database: Database

    /// - Returns: the backup's number.
    func store(_ sealed: SealedBackup) throws -> Int {
        let backup = sealed.backup
        try database.run(
            """
            INSERT INTO backups(run_id, kind, name, object_id, content, sealed, at, keep_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                backup.runID, backup.address.kind.rawValue, backup.address.name, backup.objectID, backup.content,
                Data(sealed.bytes), backup.at.secondsSince1970, backup.keepUntil.secondsSince1970,
            ]
        )
        let id = Int(database.lastInsertedRowID)
        let what: JSON = [
            "address": .string(backup.address.description), "content": .string(backup.content),
            "id": .number(id), "keep_until": .string(backup.keepUntil.description),
            "object_id": .string(backup.objectID), "size": .number(sealed.bytes.count),
        ]
        try LogStore(database: database).append(
            LogEntry(kind: .backupStored, run: backup.runID, at: backup.at, what: what)
        )
        return id
    }
}
