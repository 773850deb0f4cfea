internal import Domain
internal import Execution
internal import Files
internal import Ledger
internal import PlanFile
internal import Signing

/// Keeps the signed receipt with the host's state, and a copy beside the plan where that can be written.
struct ReceiptWriter {
    let environment: Environment
    let state: StateDirectory
    /// The path of the plan file.
    let plan: String
    let runID: String

    /// - Returns: The receipt's path in the state directory.
    func write(_ bytes: [UInt8]) async throws -> String {
        let signatures = try Signatures(environment, scratch: state.path)
        let key = try HostKeys(state: state).hostKey()
        let signature = try await signatures.sign(bytes, with: key, for: .receipt)
        let path = Paths.join(state.receipts, "\(runID).receipt.json")
        try Writing.guarded {
            try FileWriting.writeNew(bytes, to: path, mode: 0o600)
            try FileWriting.writeNew(signature, to: path + ".sig", mode: 0o600)
        }
        copyBesidePlan(bytes, signature, of: path)
        return path
    }

    private func copyBesidePlan(_ bytes: [UInt8], _ signature: [UInt8], of receipt: String) {
        let path = PlanFileName(plan).receipt
        do throws(FileFault) {
            try FileWriting.writeNew(bytes, to: path, mode: 0o644)
            try FileWriting.writeNew(signature, to: path + ".sig", mode: 0o644)
        } catch {
            let fix = "The receipt of this run is \(receipt)."
            environment.progress(.warning(error.diagnostic(.fileUnwritable).asWarning(fix: fix)))
        }
    }
}

/// The executor's journal in the ledger; what undoing needs is sealed before it is stored.
struct SealedJournal: Journal {
    let ledger: Ledger
    let run: String
    let seal: HostSeal
    let keepDays: Int

    func intend(_ calls: [StepCall], preserving objects: [PreservedObject], at now: Timestamp) async throws {
        let backups = try objects.map { try sealed($0, now) }
        let intents = calls.map { StepIntent(place: $0.place, step: $0.step) }
        try LedgerFailure.guarded { try ledger.intend(intents, backups: backups, run: run, at: now) }
    }

    func record(_ outcomes: [StepRecord]) async throws {
        try LedgerFailure.guarded { try ledger.record(outcomes, run: run) }
    }

    /// The context ties the sealed bytes to their object: a backup cannot be put in another's place.
    private func sealed(_ object: PreservedObject, _ now: Timestamp) throws -> SealedBackup {
        let backup = Backup(
            runID: run,
            address: object.address,
            objectID: object.objectID,
            content: "configuration",
            at: now,
            keepUntil: now.adding(days: keepDays)
        )
        let bytes = try seal.seal(object.inspect, context: "\(object.address) \(object.objectID)")
        return SealedBackup(backup: backup, bytes: bytes)
    }
}
