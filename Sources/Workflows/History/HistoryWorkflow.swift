package import Domain
import Ledger
import SSOT

/// Reads the ledger: runs, actions, audits. It works on a read-only file.
package struct HistoryWorkflow: Sendable {
    /// One run whole.
    package struct Detail: Sendable {
        package let run: RunRecord
        package let actions: [ActionRecord]
        package let audit: AuditRecord?
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// Newest first.
    ///
    /// - Throws: `Failure` where there is no sound ledger (78) or it is locked (75).
    package func runs(limit: Int) throws -> [RunRecord] { try read { try $0.runs(limit: limit) } }

    /// The actions of one run in the plan's order, or of all runs, the newest run first.
    ///
    /// - Throws: `Failure` where there is no sound ledger (78) or it is locked (75).
    package func actions(run: String?, limit: Int) throws -> [ActionRecord] {
        try read { try $0.actions(run: run, limit: limit) }
    }

    /// The newest audits, at most `limit`.
    ///
    /// - Throws: `Failure` where there is no sound ledger (78) or it is locked (75).
    package func audits(limit: Int) throws -> [AuditRecord] { try read { try $0.audits(limit: limit) } }

    /// One run with everything that belongs to it.
    ///
    /// - Throws: `Failure` where there is no such run (66) or no sound ledger (78).
    package func run(_ id: String) throws -> Detail {
        let detail = try read { try $0.run(id) }
        return Detail(run: detail.run, actions: detail.actions, audit: detail.audits.first)
    }

    /// What the SSOT calls its environment; `nil` where it cannot be read.
    private static func environment(of location: ProjectLocation) -> String? {
        guard let bytes = try? Project.read(location.ssot, limit: Project.ssotLimit) else { return nil }
        return SSOTReader.read(bytes, file: location.ssotName).document?.policy(guardRules: []).environment
    }

    private func read<Value>(_ body: (Ledger) throws -> Value) throws -> Value {
        let location = try? ProjectLocation.locate(options, environment)
        let root = try location?.root ?? ProjectLocation.start(options, environment)
        let env = location.flatMap(HistoryWorkflow.environment)
        let state = try StateDirectory.locate(options, environment, root: root, env: env)
        let ledger = try LedgerOpening.forReading(state)
        return try LedgerFailure.guarded { try body(ledger) }
    }
}
