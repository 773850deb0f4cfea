package import Classification
internal import DockerEngine
package import Domain
package import Inventory

/// Carries out one admitted plan: intents durable, then the calls, then their outcomes durable, wave by wave. Waits go on
/// beside the waves.
///
/// It decides nothing. Steps that run together share the two commits. A failure stops what depends on it; independent work
/// goes on. A protection finding, an Engine that gives no look any more and an interruption stop everything: the calls in
/// flight finish, and nothing new begins. A replacement that itself fails is put back.
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
        let begin = Schedule(permit.plan)
        let mutations = MutatingEngine(engine, permit: permit)
        let runner = StepRunner(engine: mutations, observer: observer, context: context)
        let schedule = try await withThrowingTaskGroup(of: Void.self) { group in
            try await carryOut(begin, runner, &group)
        }
        let skipped = schedule.skipped(at: context.now())
        try await record(skipped)
        return (schedule.records + skipped).sorted { $0.place < $1.place }
    }

    /// `waits`: the waits that are under way.
    private func carryOut(
        _ begin: Schedule,
        _ runner: StepRunner,
        _ waits: inout ThrowingTaskGroup<Void, any Error>
    ) async throws -> Schedule {
        let finished = Mailbox()
        var schedule = begin
        while true {
            try await takeUp(finished, &schedule)
            if context.isInterrupted() { schedule.halt(.interrupted, because: "interrupted") }
            try await turnBack(&schedule)
            let wave = schedule.ready(atMost: waveSize)
            if wave.isEmpty {
                guard schedule.isWaiting, schedule.halt != .lost, try await waits.next() != nil else { break }
                continue
            }
            for order in try await send(wave, through: runner, &schedule) {
                waits.addTask { finished.post(await runner.wait(order)) }
            }
        }
        waits.cancelAll()
        try await waits.waitForAll()
        try await takeUp(finished, &schedule)
        return schedule
    }

    /// Sends the calls of a wave.
    ///
    /// - Returns: The wave's waits, which are to begin now.
    private func send(_ wave: [IntendedStep], through runner: StepRunner, _ schedule: inout Schedule) async throws
        -> [StepRunner.Order]
    {
        let look: WaveLook
        do {
            look = try await patiently(schedule) { try await self.look(at: wave, schedule) }
        } catch {
            schedule.lose(because: "no further step was begun: \(error)")
            return []
        }
        try await journal.intend(wave, preserving: look.preserved, at: context.now())
        for (position, container) in look.kept { schedule.keep(container, at: position) }
        let orders = wave.filter { look.isAllowed($0, schedule) }.map { intent in
            StepRunner.Order(
                intent: intent,
                known: look.known(schedule),
                goesOn: schedule.goesOn(intent.place.action)
            )
        }
        let calls = orders.filter { !$0.intent.step.isWait }
        let waits = orders.filter(\.intent.step.isWait)
        schedule.begin(waits.map(\.intent))
        for objection in look.results(of: wave, schedule, at: context.now()) where objection.isForbidden {
            runner.brake.pull(Schedule.stopReason(after: objection.record))
        }
        let results = await results(of: calls, through: runner) + look.results(of: wave, schedule, at: context.now())
        try await record(results.map(\.record))
        schedule.apply(results)
        return waits
    }

    /// Several calls per place, so that one slow stop does not leave the other places idle for long.
    private var waveSize: Int { context.parallelism * 4 }

    private func results(of calls: [StepRunner.Order], through runner: StepRunner) async -> [StepResult] {
        do {
            return try await inParallel(calls, atMost: context.parallelism) { await runner.run($0) }
        } catch {
            // The runner does not throw; a cancelled group has sent nothing that is not in its records.
            return calls.map { StepResult($0.intent.record(.unknown, "interrupted: \(error)", at: context.now())) }
        }
    }

    private func takeUp(_ finished: Mailbox, _ schedule: inout Schedule) async throws {
        let results = finished.takeAll()
        try await record(results.map(\.record))
        schedule.apply(results)
    }

    func record(_ records: [StepRecord]) async throws {
        guard !records.isEmpty else { return }
        try await journal.record(records)
    }
}

extension IntendedStep {
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
