package import Domain
import GRDB

/// The memory of one engine: what was planned, approved, done and seen, in one SQLite file.
///
/// A process opens it once and keeps it open; two connections of one process would drop each other's locks. Every call
/// is one transaction: it is durable when it returns, and leaves nothing when it throws.
package final class Ledger: Sendable {
    package enum Mode: Sendable, Hashable {
        /// - Parameter fullCheck: reads the whole file first, as apply must.
        case readWrite(fullCheck: Bool)
        /// Works on read-only files and folders.
        case readOnly
    }

    package let path: String
    package let mode: Mode
    private let queue: DatabaseQueue

    private init(path: String, mode: Mode, queue: DatabaseQueue) {
        self.path = path
        self.mode = mode
        self.queue = queue
    }

    /// Makes a new ledger, readable by its owner only. Until it is complete it goes by another name.
    ///
    /// The origin names this log in its checkpoints for ever: `reconcile/<environment>/<random>`.
    ///
    /// - Throws: ``LedgerFault/unwritable(path:problem:)`` where the file exists or the folder does not.
    package static func create(
        at path: String,
        origin: String,
        time: Timestamp,
        busyMilliseconds: Int = 5_000
    ) throws(LedgerFault) {
        try LedgerFile(path: path).checkAbsent()
        let draft = LedgerFile(path: path).draft
        try draft.removeLeftover()
        try draft.createEmpty()
        let ledger = try connect(draft.path, .readWrite(fullCheck: false), isNew: true, busyMilliseconds)
        try ledger.write { database in
            try Migrations.run(database, from: 0)
            try Meta(database: database).found(origin: origin, at: time)
        }
        try ledger.close()
        try draft.publish(as: path)
    }

    /// Opens an existing ledger. An unsound one is refused and left as it is. Opened for writing, a ledger of an
    /// earlier version is migrated to the newest schema.
    ///
    /// Where another process holds SQLite's lock for longer than the timeout, the fault is ``LedgerFault/busy(path:)``.
    ///
    /// - Throws: `LedgerFault` where the file is missing, no sound ledger, of a newer version or locked, or where
    ///   `.readOnly` meets an older version.
    package static func open(
        at path: String,
        mode: Mode,
        busyMilliseconds: Int = 5_000
    ) throws(LedgerFault) -> Ledger {
        try LedgerFile(path: path).check()
        let ledger = try connect(path, mode, isNew: false, busyMilliseconds)
        try ledger.read { database in
            try Soundness(database: database, path: path).check(isFull: mode == .readWrite(fullCheck: true))
        }
        try ledger.bringUpToDate()
        return ledger
    }

    /// Reads the version again under the write lock: another process may have migrated the file meanwhile.
    private func bringUpToDate() throws(LedgerFault) {
        let found = try read(Migrations.version(of:))
        guard found < Migrations.newest else { return }
        guard mode != .readOnly else { throw .older(path: path, version: found) }
        try write { database in try Migrations.run(database, from: Migrations.version(of: database)) }
    }

    /// Ends the connection. Nothing is pending: every call was durable when it returned.
    ///
    /// - Throws: `LedgerFault` where SQLite cannot close the connection.
    package func close() throws(LedgerFault) {
        do { try queue.close() } catch { throw LedgerFault(error, path: path) }
    }

    private static func connect(
        _ path: String,
        _ mode: Mode,
        isNew: Bool,
        _ milliseconds: Int
    ) throws(LedgerFault) -> Ledger {
        do {
            let isReadOnly = mode == .readOnly
            let queue = try Connection.open(
                path: path,
                isReadOnly: isReadOnly,
                isNew: isNew,
                busyMilliseconds: milliseconds
            )
            return Ledger(path: path, mode: mode, queue: queue)
        } catch { throw LedgerFault(error, path: path) }
    }

    /// Runs one read transaction.
    func read<Value>(_ body: (Database) throws -> Value) throws(LedgerFault) -> Value {
        do { return try queue.read(body) } catch { throw LedgerFault(error, path: path) }
    }

    /// Runs one `BEGIN IMMEDIATE` transaction: it has the write lock from the start and cannot fail half way for want
    /// of it.
    func write<Value>(_ body: (Database) throws -> Value) throws(LedgerFault) -> Value {
        do { return try queue.write(body) } catch { throw LedgerFault(error, path: path) }
    }
}
