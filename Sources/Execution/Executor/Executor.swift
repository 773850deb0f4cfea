package import Classification
package import Domain
package import Inventory

/// Carries out one admitted plan: intents durable, then the calls, then their outcomes durable, wave by wave. Waits and
/// slow calls begin with their wave and go on beside those that follow.
///
/// It decides nothing. Steps that run together share the two commits. A failure stops what depends on it; independent
/// work goes on. A protection finding, an Engine that cannot be observed any more and an interruption stop everything:
/// the calls under way finish, and nothing new begins. A replacement that itself fails is undone.
package struct Executor: Sendable {
    let journal: any Journal
    let context: ExecutionContext
    let observer: Observer
    let classifier: Classifier

    /// `classifier`: with the policy and the memory that the gate judged by; a memory read anew would count this run's
    /// own removals.
    package init(journal: any Journal, context: ExecutionContext, observer: Observer, classifier: Classifier) {
        self.journal = journal
        self.context = context
        self.observer = observer
        self.classifier = classifier
    }

    /// Uses the permit up.
    ///
    /// - Returns: One record for every step of the plan, sent or skipped, in the plan's order; those of a put-back come
    ///   after the steps of its action.
    /// - Throws: Only when the journal cannot be written; nothing is sent after that.
    package func run(_ permit: consuming ApplyPermit, on engine: sending MutatingEngine.Opening) async throws
        -> [StepRecord]
    {
        let begin = Schedule(permit.plan, planFileHash: context.planFileHash)
        let mutations = MutatingEngine(engine, permit: permit)
        let runner = StepRunner(engine: mutations, observer: observer, context: context)
        let schedule = try await carryOut(begin, runner)
        let skipped = schedule.skipped(at: context.now())
        try await record(skipped)
        return (schedule.records + skipped).sorted { $0.place < $1.place }
    }

    func record(_ records: [StepRecord]) async throws {
        guard !records.isEmpty else { return }
        try await journal.record(records)
    }
}

extension StepCall {
    /// `hasBegun`: the step before it was done.
    func record(_ outcome: StepOutcome, _ detail: String, hasBegun: Bool = true, at now: Timestamp) -> StepRecord {
        StepRecord(
            place: place,
            address: action.address,
            step: step,
            outcome: outcome,
            detail: !outcome.isSuccess && hasBegun && followsStop ? "stopped, not removed: \(detail)" : detail,
            at: now
        )
    }

    /// Whether it is the removal of a container that this action has stopped before.
    private var followsStop: Bool {
        guard action.kind == .delete, place.step > 0, place.step < action.steps.count else { return false }
        return action.steps[place.step - 1].isStop
    }
}
