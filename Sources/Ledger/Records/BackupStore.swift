import Domain
import Foundation
import GRDB

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
