import Domain
import Execution
import Ledger
import Signing

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
