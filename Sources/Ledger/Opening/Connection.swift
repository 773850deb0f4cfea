import CSQLite
import Domain
import Foundation
import GRDB

/// The one connection of a process to the ledger, with every setting that durability and safety rest on.
enum Connection {
    /// `reco` in ASCII: `file` and SQLite tools show it, and a database of another program lacks it.
    static let applicationID = 0x7265_636F

    /// Opens the file. Unless it is new, that is empty, one of another program is refused before any setting reaches
    /// it.
    static func open(path: String, isReadOnly: Bool, isNew: Bool, busyMilliseconds: Int) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = true
        configuration.label = "ledger"
        configuration.busyMode = .timeout(Double(busyMilliseconds) / 1_000)
        configuration.prepareDatabase { database in
            try makeDefensive(database)
            if !isNew { try checkOwner(database, path: path) }
            for setting in settings(isReadOnly: isReadOnly) { try apply(setting, to: database) }
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func checkOwner(_ database: Database, path: String) throws {
        let row = try Row.fetchOne(database, sql: "PRAGMA application_id")
        guard row?.optionalInteger(0) == Int64(applicationID) else { throw LedgerFault.foreign(path: path) }
    }

    private struct Setting {
        let name: String
        let value: String
        /// What SQLite says when it is asked.
        let answer: String
    }

    /// A rollback journal with `EXTRA` syncs the folder after the journal is gone: without that, a power cut may bring
    /// the journal back, which undoes a commit that was reported durable.
    private static func settings(isReadOnly: Bool) -> [Setting] {
        let always = [
            Setting(name: "foreign_keys", value: "ON", answer: "1"),
            Setting(name: "trusted_schema", value: "OFF", answer: "0"),
            Setting(name: "cell_size_check", value: "ON", answer: "1"),
            Setting(name: "temp_store", value: "MEMORY", answer: "2"),
            Setting(name: "mmap_size", value: "0", answer: "0"),
        ]
        let writing = [
            Setting(name: "journal_mode", value: "DELETE", answer: "delete"),
            Setting(name: "synchronous", value: "EXTRA", answer: "3"),
            Setting(name: "secure_delete", value: "ON", answer: "1"),
        ]
        return isReadOnly ? always : always + writing
    }

    private static func apply(_ setting: Setting, to database: Database) throws {
        try database.execute(sql: "PRAGMA \(setting.name) = \(setting.value)")
        // A build of SQLite without memory mapping answers `mmap_size` with no row at all.
        let row = try Row.fetchOne(database, sql: "PRAGMA \(setting.name)")
        let answer = row.flatMap { $0.optionalText(0) ?? $0.optionalInteger(0).map(String.init) }
        guard answer == setting.answer || (setting.name == "mmap_size" && answer == nil) else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "SQLite did not accept \(setting.name)")
        }
    }

    private static func makeDefensive(_ database: Database) throws {
        let code = csqlite_set_defensive(database.sqliteConnection)
        guard code == SQLITE_OK else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "SQLite did not accept defensive mode")
        }
    }
}

/// Whether a file that SQLite can open is a ledger that may be trusted.
struct Soundness {
    let database: Database
    let path: String

    /// Checks that the schema's version is known, that the file is complete, and that the log extends its last
    /// checkpoint.
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
