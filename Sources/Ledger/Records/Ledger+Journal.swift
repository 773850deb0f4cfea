package import Domain
import GRDB

extension Ledger {
    /// Records that an apply begins: the run, its actions, and that the plan file is used from now on.
    ///
    /// The start's `fileHash` is the hash of the whole plan file and must be there.
    ///
    /// - Returns: The run that used the file before; nothing is recorded then. `nil` where this one is the first.
    /// - Throws: `LedgerFault` where the database cannot be written.
    package func startApply(_ start: RunStart, actions: [Action]) throws(LedgerFault) -> String? {
        try write { database in
            guard let fileHash = start.fileHash else { throw BrokenLog(problem: "an apply names no plan file") }
            if let earlier = try PlanUse(database: database).run(of: fileHash) { return earlier }
            let runs = RunStore(database: database)
            if try !runs.exists(start.id) { try runs.begin(start) }
            let what: JSON = [
                "actions": .number(actions.count), "digest": .optional(start.planDigest),
                "file_hash": .string(fileHash), "principal": .optional(start.principal),
            ]
            let entry = LogEntry(kind: .applyStarted, run: start.id, at: start.at, what: what)
            try LogStore(database: database).append(entry)
            try PlanUse(database: database).store(fileHash, run: start.id, at: start.at)
            try JournalStore(database: database).store(actions, run: start.id)
            return nil
        }
    }

    /// Makes the intents of steps that are sent together durable, and what undoing them needs, in one commit. Nothing
    /// may be sent before it returns.
    ///
    /// - Throws: ``LedgerFault/noRecord(_:)`` where the run has no such action; another `LedgerFault` where the
    ///   database cannot be written.
    package func intend(
        _ intents: [StepIntent],
        backups: [SealedBackup] = [],
        run id: String,
        at: Timestamp
    ) throws(LedgerFault) {
        guard !intents.isEmpty else { return }
        try write { database in
            for backup in backups { _ = try BackupStore(database: database).store(backup) }
            let journal = JournalStore(database: database)
            for intent in intents { try journal.intend(intent, run: id, at: at) }
        }
    }

    /// Makes the outcomes of steps that ended together durable, in one commit. A skipped step needs no intent.
    ///
    /// - Throws: ``LedgerFault/noRecord(_:)`` where the run has no such action; another `LedgerFault` where the
    ///   database cannot be written.
    package func record(_ records: [StepRecord], run id: String) throws(LedgerFault) {
        guard !records.isEmpty else { return }
        try write { database in
            let journal = JournalStore(database: database)
            for record in records { try journal.record(record, run: id) }
        }
    }

    /// The run that used a plan file, if any did.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func runThatUsed(_ fileHash: String) throws(LedgerFault) -> String? {
        try read { try PlanUse(database: $0).run(of: fileHash) }
    }

    /// Whether this ledger recorded the writing of a plan file.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func holds(plan fileHash: String) throws(LedgerFault) -> Bool {
        try read { try $0.row("SELECT 1 FROM plans WHERE file_hash = ?", [fileHash]) != nil }
    }

    /// Applies that began and did not end, oldest first; not those after which another apply succeeded.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read.
    package func unfinishedRuns() throws(LedgerFault) -> [UnfinishedRun] {
        try read { database in
            let journal = JournalStore(database: database)
            let clause = """
                WHERE kind = 'apply' AND ended_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM runs AS later
                    WHERE later.kind = 'apply' AND later.outcome = 'succeeded' AND later.started_idx > runs.started_idx
                ) ORDER BY started_idx
                """
            return try RunStore(database: database).records(clause).map { record in
                UnfinishedRun(
                    record: record,
                    usedPlan: try PlanUse(database: database).exists(run: record.id),
                    done: try journal.successes(run: record.id),
                    open: try journal.openSteps(run: record.id)
                )
            }
        }
    }
}

private struct PlanUse {
    let database: Database

    func run(of fileHash: String) throws -> String? {
        try database.row("SELECT run_id FROM plan_uses WHERE file_hash = ?", [fileHash])?.text(0)
    }

    func exists(run id: String) throws -> Bool {
        try database.row("SELECT 1 FROM plan_uses WHERE run_id = ?", [id]) != nil
    }

    func store(_ fileHash: String, run id: String, at: Timestamp) throws {
        try database.run(
            "INSERT INTO plan_uses(file_hash, run_id, at) VALUES (?, ?, ?)",
            [fileHash, id, at.secondsSince1970]
        )
    }
}

/// A step that is about to be sent.
package struct StepIntent: Sendable, Hashable {
    package let place: StepRecord.Place
    package let step: Step

    package init(place: StepRecord.Place, step: Step) {
        self.place = place
        self.step = step
    }
}

/// A run whose apply began and did not end: a crash, or it still runs.
package struct UnfinishedRun: Sendable, Hashable {
    /// A step that was about to be sent, with nothing recorded after.
    package struct OpenStep: Sendable, Hashable {
        package let place: StepRecord.Place
        package let address: Address
        package let operation: String
        package let target: String
        package let objectID: String

        package init(
            place: StepRecord.Place,
            address: Address,
            operation: String,
            target: String,
            objectID: String
        ) {
            self.place = place
            self.address = address
            self.operation = operation
            self.target = target
            self.objectID = objectID
        }
    }

    package let record: RunRecord
    /// Whether it came as far as its first step: its plan file is used up.
    package let usedPlan: Bool
    /// How many steps succeeded.
    package let done: Int
    /// Intents without outcome and outcomes that are unknown, in the plan's order.
    package let open: [OpenStep]

    package init(record: RunRecord, usedPlan: Bool, done: Int, open: [OpenStep]) {
        self.record = record
        self.usedPlan = usedPlan
        self.done = done
        self.open = open
    }
}

extension Step {
    /// Whether the object is gone when this step is done.
    var removes: Bool { removed != nil }
}
