package import Domain
import GRDB

/// Why the ledger could not be opened, read or written. A fault never quotes what the ledger holds.
package enum LedgerFault: Error, Sendable, Equatable {
    case missing(path: String)
    /// The file is there and is no sound ledger; it was left as it is.
    case unsound(path: String, problem: String)
    /// The file is a database of another program.
    case foreign(path: String)
    /// A newer `reconcile` wrote it.
    case newer(path: String, version: Int)
    /// An older `reconcile` wrote it, and a reader cannot change that.
    case older(path: String, version: Int)
    /// It belongs to another engine or another environment.
    case otherEngine(path: String, bound: String, given: String)
    /// Another process held its lock for the whole timeout.
    case busy(path: String)
    case unwritable(path: String, problem: String)
    case notPermitted(path: String)
    case noRecord(String)
}

extension LedgerFault: FailureConvertible {
    /// The fault as the command line reports it.
    package var failure: Failure { Failure(exitCode, diagnostic) }

    private var exitCode: ExitCode {
        switch self {
        case .missing, .unsound, .foreign, .newer, .older, .otherEngine: .configuration
        case .busy: .locked
        case .unwritable: .cannotWrite
        case .notPermitted: .permission
        case .noRecord: .inputMissing
        }
    }

    private var code: DiagnosticCode {
        switch self {
        case .missing: .ledgerMissing
        case .unsound, .foreign, .newer, .older: .ledgerUnsound
        case .otherEngine: .ledgerOtherEngine
        case .busy, .unwritable, .notPermitted: .ledgerUnwritable
        case .noRecord: .recordMissing
        }
    }

    private var diagnostic: Diagnostic {
        Diagnostic(code, summary, detail: detail, fix: fix)
    }

    private var summary: String {
        switch self {
        case .missing(let path): "There is no ledger at \(path)."
        case .unsound(let path, let problem): "The ledger \(path) is unsound: \(problem)."
        case .foreign(let path): "\(path) is a database of another program."
        case .newer(let path, let version): "A newer reconcile wrote the ledger \(path) (schema \(version))."
        case .older(let path, let version): "An older reconcile wrote the ledger \(path) (schema \(version))."
        case .otherEngine(_, let bound, let given): "This ledger belongs to \(bound), not to \(given)."
        case .busy(let path): "Another process holds the ledger \(path) locked."
        case .unwritable(let path, let problem): "The ledger \(path) cannot be written: \(problem)."
        case .notPermitted(let path): "The ledger \(path) may not be opened by this user."
        case .noRecord(let id): "The ledger has no record \(id)."
        }
    }

    private var detail: String {
        guard case .unsound = self else { return "" }
        return "The file was left as it is."
    }

    private var fix: String {
        switch self {
        case .missing: "Run `reconcile init` once on this host."
        case .unsound:
            "Keep a copy of the file and restore the ledger from its last backup; `reconcile history` then reads it."
        case .foreign: "Point --state at the folder that `reconcile init` made."
        case .newer: "Install that version of reconcile, or a later one."
        case .older: "Run `reconcile audit` once: a command that writes brings the ledger up to date."
        case .otherEngine:
            "Check -H, -c and DOCKER_HOST. If the engine was replaced, name another state folder with --state, and run "
                + "`reconcile init` there."
        case .busy(let path): "Wait for it to end and try again; `fuser \(path)` names it."
        case .unwritable: "Make room on the disk or make the folder writable, then try again."
        case .notPermitted: "Run as the user who ran `reconcile init`."
        case .noRecord: "List what there is with `reconcile history`."
        }
    }
}

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
