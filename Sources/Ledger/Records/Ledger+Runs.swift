package import Domain
import Foundation
import GRDB

extension Ledger {
    /// Records that a run began.
    package func begin(_ start: RunStart) throws(LedgerFault) {
        try write { try RunStore(database: $0).begin(start) }
    }

    /// Records how a run ended. A resumed run may end again: the last end counts, the log keeps all.
    package func end(
        run id: String,
        outcome: RunOutcome,
        exitCode: ExitCode,
        at: Timestamp,
        summary: String
    ) throws(LedgerFault) {
        try write { try RunStore(database: $0).end(id, outcome, exitCode, at: at, summary: summary) }
    }

    /// Records why an apply did not begin, and ends its run; begins the run first where nobody did.
    package func refuse(_ start: RunStart, _ refusal: Refusal, at: Timestamp) throws(LedgerFault) {
        try write { database in
            let runs = RunStore(database: database)
            if try !runs.exists(start.id) { try runs.begin(start) }
            try RefusalStore(database: database).store(refusal, run: start.id, at: at)
        }
    }

    /// Keeps a plan file as it was written.
    package func record(
        plan content: [UInt8],
        run id: String,
        digest: String,
        fileHash: String,
        path: String,
        principal: String?,
        at: Timestamp
    ) throws(LedgerFault) {
        try write { database in
            let what: JSON = [
                "digest": .string(digest), "file_hash": .string(fileHash), "path": .string(path),
                "principal": .optional(principal),
            ]
            let entry = LogEntry(kind: .planRecorded, run: id, at: at, what: what)
            let index = try LogStore(database: database).append(entry)
            try database.run(
                """
                INSERT INTO plans(run_id, at, digest, file_hash, path, content, principal, log_idx)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [id, at.secondsSince1970, digest, fileHash, path, Data(content), principal, index]
            )
            try database.run(
                "UPDATE runs SET plan_digest = ?, file_hash = ?, principal = ? WHERE id = ?",
                [digest, fileHash, principal, id]
            )
        }
    }
}
