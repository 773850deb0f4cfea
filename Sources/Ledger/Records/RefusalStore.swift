package import Domain
import GRDB
import JSON

/// One refused apply as `history` shows it.
package struct RefusalRecord: Sendable, Hashable {
    package let runID: String
    package let at: Timestamp
    package let gate: Gate
    package let exitCode: ExitCode
    /// The codes of all diagnostics; the first belongs to the deciding gate.
    package let codes: [String]
    /// Gate, diagnostics and moved facts, as the log entry has them.
    package let detail: JSON

    package init(runID: String, at: Timestamp, gate: Gate, exitCode: ExitCode, codes: [String], detail: JSON) {
        self.runID = runID
        self.at = at
        self.gate = gate
        self.exitCode = exitCode
        self.codes = codes
        self.detail = detail
    }
}

/// The table of refused applies.
struct RefusalStore {
    let database: Database

    func store(_ refusal: Refusal, run id: String, at: Timestamp) throws {
        let what = RefusalStore.json(refusal)
        let entry = LogEntry(kind: .runRefused, run: id, at: at, what: what)
        let index = try LogStore(database: database).append(entry)
        let codes = refusal.diagnostics.map(\.code.rawValue).joined(separator: " ")
        try database.run(
            """
            INSERT INTO refusals(run_id, at, gate, exit_code, codes, detail, log_idx) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(run_id) DO UPDATE SET at = excluded.at, gate = excluded.gate, exit_code = excluded.exit_code,
                codes = excluded.codes, detail = excluded.detail, log_idx = excluded.log_idx
            """,
            [
                id, at.secondsSince1970, refusal.gate.rawValue, Int(refusal.exitCode.rawValue), codes,
                what.text(.compact), index,
            ]
        )
        let summary = refusal.diagnostics.first.map { "refused: \($0.code.rawValue) \($0.summary)" } ?? "refused"
        let runs = RunStore(database: database)
        try runs.close(id, .refused, refusal.exitCode, at: at, summary: summary, index: index)
    }

    func records(_ clause: String, _ arguments: StatementArguments) throws -> [RefusalRecord] {
        try database.rows("SELECT run_id, at, gate, exit_code, codes, detail FROM refusals \(clause)", arguments)
            .map { row in
                RefusalRecord(
                    runID: try row.text(0),
                    at: try row.time(1),
                    gate: try row.value(2, as: Gate.self),
                    exitCode: Int32(exactly: try row.integer(3)).flatMap(ExitCode.init) ?? .unexpected,
                    codes: try row.text(4).split(separator: " ").map(String.init),
                    detail: try JSON.parse(Array(try row.text(5).utf8))
                )
            }
    }

    private static func json(_ refusal: Refusal) -> JSON {
        [
            "gate": .string(refusal.gate.rawValue), "exit_code": .number(Int(refusal.exitCode.rawValue)),
            "diagnostics": .array(refusal.diagnostics.map(json)), "moved": .array(refusal.moved.map(json)),
        ]
    }

    private static func json(_ diagnostic: Diagnostic) -> JSON {
        [
            "code": .string(diagnostic.code.rawValue), "summary": .string(diagnostic.summary),
            "address": .optional(diagnostic.address?.description),
        ]
    }

    private static func json(_ moved: Refusal.Moved) -> JSON {
        [
            "address": .string(moved.address.description), "field": .string(moved.field),
            "planned": .string(moved.planned), "observed": .string(moved.observed),
        ]
    }
}
