import Domain
import Execution
import Ledger
import PlanFile

/// Everything that one apply writes into the ledger.
struct ApplyRecorder {
    let ledger: Ledger
    let environment: Environment
    let disk: PlanOnDisk
    private let start: RunStart

    /// `content`: what the file says; `nil` where it cannot be read as a plan.
    init(ledger: Ledger, environment: Environment, disk: PlanOnDisk, content: PlanFileContent?, runID: String) {
        self.ledger = ledger
        self.environment = environment
        self.disk = disk
        start = RunStart(
            id: runID,
            kind: .apply,
            at: environment.now(),
            principal: content?.issued.by,
            engine: content?.plan.engine,
            planDigest: content.map { PlanDigest.digest(of: $0.plan) },
            fileHash: disk.fileHash
        )
    }

    var runID: String { start.id }

    var startedAt: Timestamp { start.at }

    /// Makes the run's record, before anything is judged or refused.
    func begin() throws {
        try LedgerFailure.guarded { try ledger.begin(start) }
        environment.trail.began(runID, in: ledger)
    }

    func recordedSigners() throws -> String? { try LedgerFailure.guarded { try ledger.signersDigest() } }

    func clock(at now: Timestamp) throws -> ClockEvidence {
        let newest = try LedgerFailure.guarded { try ledger.newestRecord() }
        return ClockEvidence(now: now, newestRecord: newest?.at, newestRun: newest?.run)
    }

    func boundSSOT() throws -> String? { try LedgerFailure.guarded { try ledger.ssotPath() } }

    /// Whether this host's planner wrote these very bytes.
    func hasRecordedPlan() throws -> Bool {
        try LedgerFailure.guarded { try ledger.plan(fileHash: disk.fileHash) } != nil
    }

    func boundEngine() throws -> EngineIdentity? { try LedgerFailure.guarded { try ledger.binding()?.engine } }

    func usedBy() throws -> String? { try LedgerFailure.guarded { try ledger.runThatUsed(disk.fileHash) } }

    func checkpointBody() throws -> String { try LedgerFailure.guarded { try ledger.checkpointBody() } }

    func history(of issued: Issued) throws -> HistoryEvidence {
        guard let body = issued.checkpoint else {
            let last = try LedgerFailure.guarded { try ledger.lastCheckpoint() }
            return last == nil ? .consistent : .missing
        }
        guard let checkpoint = Checkpoint(parsing: body) else { return .doesNotExtend(checkpoint: "unreadable") }
        let isExtended = try LedgerFailure.guarded { try ledger.extends(checkpoint) }
        return isExtended ? .consistent : .doesNotExtend(checkpoint: body)
    }

    func memory(_ policy: Policy, at now: Timestamp) throws -> Memory {
        try LedgerFailure.guarded { try ledger.memory(releases: policy.releases, at: now) }
    }

    func record(observation: ClassifiedHost) throws {
        try LedgerFailure.guarded {
            _ = try ledger.record(observation: observation, run: runID, kind: .apply, at: environment.now())
        }
    }

    func refuse(_ refusal: Refusal) throws {
        try LedgerFailure.guarded { try ledger.refuse(start, refusal, at: environment.now()) }
        environment.trail.ended(.refused, refusal.exitCode, refusal.diagnostics.first?.summary ?? "refused")
    }

    /// Uses the plan file up and makes the start durable.
    ///
    /// - Returns: The run that used it first, where another one did.
    func start(_ plan: Plan, principal: String) throws -> String? {
        var start = start
        start.principal = principal
        return try LedgerFailure.guarded { try ledger.startApply(start, actions: plan.actions) }
    }

    /// Ends a run that was begun and came to nothing, so that history says how.
    func fail(_ failure: Failure) throws {
        try end(.failed, failure.exitCode, failure.diagnostics.first?.summary ?? "failed")
    }

    func finish(_ ending: ApplyEnding) throws { try end(ending.outcome, ending.exitCode, ending.summary) }

    private func end(_ outcome: RunOutcome, _ exitCode: ExitCode, _ summary: String) throws {
        try LedgerFailure.guarded {
            try ledger.end(run: runID, outcome: outcome, exitCode: exitCode, at: environment.now(), summary: summary)
        }
        environment.trail.ended(outcome, exitCode, summary)
    }
}
