import Domain
import GRDB

/// Recomputes the tree from the leaves alone and compares all derived data with it.
struct LogVerifier {
    private let database: Database
    private let checkpoints: [Int: StoredCheckpoint]
    private var frontier = MerkleFrontier()
    private var fitting: [Int] = []
    private var problems: [String] = []

    /// More findings than this tell nothing new about a log that is broken.
    private static let mostProblems = 100

    init(database: Database) throws {
        self.database = database
        let stored = try LogStore(database: database).checkpoints()
        checkpoints = Dictionary(firstWins: stored.map { ($0.checkpoint.size, $0) })
    }

    mutating func verify() throws -> LogVerification {
        let rows = try database.rowCursor("SELECT idx, at, kind, run_id, leaf FROM log ORDER BY idx")
        while let row = try rows.next() { try take(row) }
        for size in checkpoints.keys.sorted() where size > frontier.size {
            report("the log ends at \(frontier.size), before its checkpoint of size \(size)")
        }
        if frontier.size > 0, try storedRoot() != frontier.root { report("the stored tree does not fit the entries") }
        try verifySteps()
        return LogVerification(size: frontier.size, root: frontier.root, checkpoints: fitting, problems: problems)
    }

    private mutating func take(_ row: Row) throws {
        let index = frontier.size
        if try row.int(0) != index { report("entry \(index) is missing") }
        let leaf = try row.blob(4)
        let prefix = LogEntry.prefix(kind: try row.text(2), run: row.optionalText(3), at: try row.time(1))
        if !leaf.starts(with: prefix) { report("entry \(index) does not fit the columns beside it") }
        _ = frontier.append(MerkleTree.leafHash(leaf))
        guard let stored = checkpoints[frontier.size] else { return }
        if stored.checkpoint.root == frontier.root {
            fitting.append(frontier.size)
        } else {
            report("entries below \(frontier.size) differ from the checkpoint of that size")
        }
    }

    /// Compares the rows of steps, which `history` reads, with their log entries.
    private mutating func verifySteps() throws {
        let log = LogStore(database: database)
        for step in try JournalStore(database: database).allSteps() {
            if let index = step.intentIndex, try log.leaf(index) != step.intentEntry?.leaf {
                report("step \(step.label) differs from log entry \(index)")
            }
            if let index = step.outcomeIndex, try log.leaf(index) != step.outcomeEntry?.leaf {
                report("step \(step.label) differs from log entry \(index)")
            }
        }
    }

    private func storedRoot() throws -> MerkleTree.Hash? {
        do { return try LogStore(database: database).root(ofSize: frontier.size) } catch is BrokenLog { return nil }
    }

    private mutating func report(_ problem: String) {
        if problems.count < LogVerifier.mostProblems { problems.append(problem) }
    }
}

extension Ledger {
    /// Reads every log entry, recomputes the root, and compares it with the stored tree, the checkpoints and the steps.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read. What does not fit is returned, not thrown.
    package func verify() throws(LedgerFault) -> LogVerification {
        try read { database in
            var verifier = try LogVerifier(database: database)
            return try verifier.verify()
        }
    }
}

/// What verifying the whole log found.
package struct LogVerification: Sendable, Hashable {
    package let size: Int
    package let root: [UInt8]
    /// The sizes of the stored checkpoints that fit; their signatures are the caller's to check.
    package let checkpoints: [Int]
    /// What does not fit, in the order of the log; empty for a sound one.
    package let problems: [String]

    package init(size: Int, root: [UInt8], checkpoints: [Int], problems: [String]) {
        self.size = size
        self.root = root
        self.checkpoints = checkpoints
        self.problems = problems
    }
}
