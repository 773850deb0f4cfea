import Domain
import GRDB
import JSON

/// The table of runs.
struct RunStore {
    let database: Database

    static let columns = """
        id, kind, started_at, ended_at, outcome, exit_code, plan_digest, file_hash, principal, engine_id, engine_name,
        summary
        """

    func begin(_ start: RunStart, as kind: LogKind = .runStarted) throws {
        let entry = LogEntry(kind: kind, run: start.id, at: start.at, what: start.what)
        let index = try LogStore(database: database).append(entry)
        try database.run(
            """
            INSERT INTO runs(id, kind, started_at, plan_digest, file_hash, principal, engine_id, engine_name, detail,
                started_idx) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                start.id, start.kind.rawValue, start.at.secondsSince1970, start.planDigest, start.fileHash,
                start.principal, start.engine?.id, start.engine?.name, start.detail.text(.compact), index,
            ]
        )
    }

    func end(_ id: String, _ outcome: RunOutcome, _ exitCode: ExitCode, at: Timestamp, summary: String) throws {
        let what: JSON = [
            "exit_code": .number(Int(exitCode.rawValue)), "outcome": .string(outcome.rawValue),
            "summary": .string(summary),
        ]
        let entry = LogEntry(kind: .runEnded, run: id, at: at, what: what)
        let index = try LogStore(database: database).append(entry)
        try close(id, outcome, exitCode, at: at, summary: summary, index: index)
    }

    func close(
        _ id: String,
        _ outcome: RunOutcome,
        _ exitCode: ExitCode,
        at: Timestamp,
        summary: String,
        index: Int
    ) throws {
        try database.run(
            "UPDATE runs SET ended_at = ?, outcome = ?, exit_code = ?, summary = ?, ended_idx = ? WHERE id = ?",
            [at.secondsSince1970, outcome.rawValue, Int(exitCode.rawValue), summary, index, id]
        )
        guard database.changesCount == 1 else { throw LedgerFault.noRecord("run \(id)") }
    }

    func exists(_ id: String) throws -> Bool {
        try database.row("SELECT 1 FROM runs WHERE id = ?", [id]) != nil
    }

    func records(_ clause: String, _ arguments: StatementArguments = []) throws -> [RunRecord] {
        try database.rows("SELECT \(RunStore.columns) FROM runs \(clause)", arguments).map(RunStore.record)
    }

    static func record(_ row: Row) throws -> RunRecord {
        RunRecord(
            id: try row.text(0),
            kind: try row.value(1, as: RunKind.self),
            startedAt: try row.time(2),
            endedAt: row.optionalTime(3),
            outcome: try row.value(4, as: RunOutcome.self),
            exitCode: row.optionalInteger(5).flatMap { Int32(exactly: $0) }.flatMap(ExitCode.init),
            planDigest: row.optionalText(6),
            fileHash: row.optionalText(7),
            principal: row.optionalText(8),
            engine: engine(row),
            summary: try row.text(11)
        )
    }

    private static func engine(_ row: Row) -> EngineIdentity? {
        guard let id = row.optionalText(9), let name = row.optionalText(10) else { return nil }
        return EngineIdentity(id: id, name: name)
    }
}
