import Domain
import GRDB

/// Whether a file that SQLite can open is a ledger that may be trusted.
struct Soundness {
    let database: Database
    let path: String

    /// Of a version that we know, whole, and true to its last checkpoint.
    ///
    /// A full check also reads every page of the file, which takes seconds on a million entries.
    func check(isFull: Bool) throws {
        let version = try pragma("user_version")
        guard version <= Migrations.newest else { throw LedgerFault.newer(path: path, version: Int(version)) }
        guard version > 0 else { throw unsound("it has no schema") }
        if isFull { try checkPages() }
        try checkLastCheckpoint()
    }

    func checkLastCheckpoint() throws {
        guard let last = try LogStore(database: database).lastCheckpoint() else { return }
        try check(last.checkpoint)
    }

    /// That the log begins with what the checkpoint was made of.
    func check(_ checkpoint: Checkpoint) throws {
        let log = LogStore(database: database)
        guard try Meta(database: database).origin().hasSameBytes(as: checkpoint.origin) else {
            throw unsound("a checkpoint is of another log")
        }
        guard checkpoint.size <= (try log.size()) else {
            throw unsound("its log is shorter than its checkpoint of size \(checkpoint.size)")
        }
        guard try log.root(ofSize: checkpoint.size) == checkpoint.root else {
            throw unsound("its log does not fit its checkpoint of size \(checkpoint.size)")
        }
    }

    private func checkPages() throws {
        let answer = try database.row("PRAGMA quick_check(1)")?.text(0) ?? "no answer"
        guard answer == "ok" else { throw unsound("the database is damaged") }
        let broken = try database.row("PRAGMA foreign_key_check")
        guard broken == nil else { throw unsound("its records do not fit together") }
    }

    private func pragma(_ name: String) throws -> Int64 {
        guard let row = try Row.fetchOne(database, sql: "PRAGMA \(name)") else { throw unsound("it has no \(name)") }
        return try row.integer(0)
    }

    private func unsound(_ problem: String) -> LedgerFault { .unsound(path: path, problem: problem) }
}
