package import Domain
import Foundation
import GRDB

extension Ledger {
    /// Records that a run began.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written, or a run of this ID began before.
    package func begin(_ start: RunStart) throws(LedgerFault) {
        try write { try RunStore(database: $0).begin(start) }
    }

    /// Records how a run ended. A resumed run may end again: the last end counts, the log keeps all.
    ///
    /// - Throws: ``LedgerFault/noRecord(_:)`` where the run did not begin; another `LedgerFault` where the database
    ///   cannot be written.
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
    ///
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func refuse(_ start: RunStart, _ refusal: Refusal, at: Timestamp) throws(LedgerFault) {
        try write { database in
            let runs = RunStore(database: database)
            if try !runs.exists(start.id) { try runs.begin(start) }
            try RefusalStore(database: database).store(refusal, run: start.id, at: at)
        }
    }

    /// Keeps a plan file as it was written.
    ///
    /// - Throws: `LedgerFault` where the database cannot be written, or the run did not begin.
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

/// What is known of a run when it begins.
package struct RunStart: Sendable, Hashable {
    package var id: String
    package var kind: RunKind
    package var at: Timestamp
    package var principal: String?
    package var engine: EngineIdentity?
    package var planDigest: String?
    package var fileHash: String?
    /// What else the log entry should tell; never a secret.
    package var detail: JSON

    package init(
        id: String,
        kind: RunKind,
        at: Timestamp,
        principal: String? = nil,
        engine: EngineIdentity? = nil,
        planDigest: String? = nil,
        fileHash: String? = nil,
        detail: JSON = .object([])
    ) {
        self.id = id
        self.kind = kind
        self.at = at
        self.principal = principal
        self.engine = engine
        self.planDigest = planDigest
        self.fileHash = fileHash
        self.detail = detail
    }

    var what: JSON {
        [
            "detail": detail, "digest": .optional(planDigest), "engine": engine?.json ?? .null,
            "file_hash": .optional(fileHash), "principal": .optional(principal), "run_kind": .string(kind.rawValue),
        ]
    }
}

/// Everything that the ledger knows of one run.
package struct RunDetail: Sendable, Hashable {
    package var run: RunRecord
    /// What the run's start recorded beside the columns.
    package var detail: JSON
    package var actions: [ActionRecord]
    package var audits: [AuditRecord]
    package var refusal: RefusalRecord?
    package var backups: [StoredBackup]
    /// The run's log entries, in the log's order.
    package var entries: [JSON]

    package init(
        run: RunRecord,
        detail: JSON,
        actions: [ActionRecord],
        audits: [AuditRecord],
        refusal: RefusalRecord?,
        backups: [StoredBackup],
        entries: [JSON]
    ) {
        self.run = run
        self.detail = detail
        self.actions = actions
        self.audits = audits
        self.refusal = refusal
        self.backups = backups
        self.entries = entries
    }
}
