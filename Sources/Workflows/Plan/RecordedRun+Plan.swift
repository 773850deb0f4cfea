import Domain
import Ledger
import Planning

extension RecordedRun {
    /// The body of the ledger's latest signed checkpoint, so that git anchors the history. A ledger without one gets its
    /// first: apply takes no plan of this host without.
    func checkpoint() async throws -> String? {
        guard let ledger else { return nil }
        if let last = try lastCheckpoint(ledger) { return last }
        guard isRecorded else { return nil }
        try await Checkpoints(environment: environment, state: state, ledger: ledger).sign()
        return try lastCheckpoint(ledger)
    }

    private func lastCheckpoint(_ ledger: Ledger) throws -> String? {
        try LedgerFailure.guarded { try ledger.lastCheckpoint() }?.checkpoint.body
    }

    func record(planAt path: String, bytes: [UInt8], digest: String, principal: String?) throws {
        try write { ledger in
            try ledger.record(
                plan: bytes,
                run: id,
                digest: digest,
                fileHash: Hash.sha256(bytes),
                path: path,
                principal: principal,
                at: environment.now()
            )
        }
    }

    func end(planned result: PlanningResult, _ exitCode: ExitCode) throws {
        guard result.violations.isEmpty else {
            return try end(.refused, exitCode, result.violations.map(\.summary).joined(separator: "; "))
        }
        let summary = PlanSummary(result.plan)
        let counts = "\(summary.add) to add, \(summary.change) to change, \(summary.destroy) to destroy"
        try end(.succeeded, exitCode, counts)
    }
}
