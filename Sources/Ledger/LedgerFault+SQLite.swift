import GRDB

extension LedgerFault {
    /// Sorts any error of a database access into the fault that says what to do about it.
    init(_ error: any Error, path: String) {
        switch error {
        case let fault as LedgerFault: self = fault
        case let error as DatabaseError: self.init(sqlite: error, path: path)
        case let missing as UnreadableColumn: self = .unsound(path: path, problem: missing.description)
        case let broken as BrokenLog: self = .unsound(path: path, problem: broken.problem)
        default: self = .unsound(path: path, problem: "the database library reported an unexpected error")
        }
    }

    /// The message is SQLite's own; statement arguments, which hold names from the host, are left out.
    private init(sqlite error: DatabaseError, path: String) {
        let problem = error.message ?? error.resultCode.description
        switch error.extendedResultCode {
        case .SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY:
            self = .unsound(path: path, problem: "a write was cut off, and only a writing command can finish it")
            return
        default: break
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR: self = .unwritable(path: path, problem: problem)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted(path: path)
        default: self = .unsound(path: path, problem: problem)
        }
    }
}
