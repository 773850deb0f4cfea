package import Domain

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
