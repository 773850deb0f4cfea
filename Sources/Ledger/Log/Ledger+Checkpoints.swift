package import Domain
import Foundation
import GRDB

extension Ledger {
    /// The body to sign for the log as it stands. The caller signs it and hands it to
    /// ``storeCheckpoint(_:signature:at:)``.
    ///
    /// A log that does not extend its last stored checkpoint is unsound, and gets none.
    ///
    /// - Throws: ``LedgerFault/unsound(path:problem:)`` where the log does not extend its last checkpoint; another
    ///   `LedgerFault` where the database cannot be read.
    package func checkpointBody() throws(LedgerFault) -> String {
        try read { database in
            try Soundness(database: database, path: path).checkLastCheckpoint()
            let log = LogStore(database: database)
            let size = try log.size()
            return Checkpoint(
                origin: try Meta(database: database).origin(),
                size: size,
                root: try log.root(ofSize: size)
            )
            .body
        }
    }

    /// Keeps a signed checkpoint, if it is true of this log. One that is stored already is left as it is.
    ///
    /// - Throws: ``LedgerFault/unsound(path:problem:)`` where the body is malformed or not true of this log; another
    ///   `LedgerFault` where the database cannot be written.
    package func storeCheckpoint(_ body: String, signature: [UInt8], at: Timestamp) throws(LedgerFault) {
        try write { database in
            guard let checkpoint = Checkpoint(parsing: body) else {
                throw BrokenLog(problem: "a checkpoint to store is malformed")
            }
            try Soundness(database: database, path: path).check(checkpoint)
            try database.run(
                "INSERT INTO checkpoints(size, at, root, body, signature) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [checkpoint.size, at.secondsSince1970, Data(checkpoint.root), body, Data(signature)]
            )
        }
    }

    /// The newest stored checkpoint.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read or the stored checkpoint is malformed.
    package func lastCheckpoint() throws(LedgerFault) -> StoredCheckpoint? {
        try read { try LogStore(database: $0).lastCheckpoint() }
    }

    /// Whether the log, as it is now, begins with what the checkpoint of a plan or receipt was made of.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func extends(_ checkpoint: Checkpoint) throws(LedgerFault) -> Bool {
        try read { database in
            let log = LogStore(database: database)
            guard try Meta(database: database).origin().hasSameBytes(as: checkpoint.origin) else { return false }
            guard checkpoint.size <= (try log.size()) else { return false }
            return try log.root(ofSize: checkpoint.size) == checkpoint.root
        }
    }
}

extension LogStore {
    func lastCheckpoint() throws -> StoredCheckpoint? { try checkpoints("ORDER BY size DESC LIMIT 1").first }

    func checkpoints(_ clause: String = "ORDER BY size") throws -> [StoredCheckpoint] {
        try database.rows("SELECT body, at, signature, size, root FROM checkpoints \(clause)").map { row in
            guard let checkpoint = Checkpoint(parsing: try row.text(0)), checkpoint.size == (try row.int(3)),
                checkpoint.root == (try row.blob(4))
            else { throw BrokenLog(problem: "a stored checkpoint is malformed") }
            return StoredCheckpoint(checkpoint: checkpoint, at: try row.time(1), signature: try row.blob(2))
        }
    }
}
