package import Classification
internal import DockerEngine
package import Domain
package import Inventory

/// Carries out one admitted plan: intents durable, then the calls, then their outcomes durable, wave by wave.
///
/// It decides nothing. Steps that run together share the two commits; a failure lets the calls in flight finish and
/// starts no new one.
package struct Executor: Sendable {
    private let journal: any Journal
    private let context: ExecutionContext
    private let observer: Observer
    private let classifier: Classifier

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
    /// - Returns: One record for every step of the plan, sent or skipped, in the plan's order.
    /// - Throws: Only when the journal cannot be written; nothing is sent after that.
    package func run(_ permit: consuming ApplyPermit, on engine: sending MutatingEngine.Opening) async throws
        -> [StepRecord]
    {
        var schedule = Schedule(permit.plan)
        let mutations = MutatingEngine(engine, permit: permit)
        var wave = schedule.ready(atMost: waveSize)
        while !wave.isEmpty, !context.isInterrupted() {
            let preserved: [PreservedObject]
            let forbidden: [StepRecord]
            do {
                forbidden = try await self.forbidden(wave)
                preserved = try await self.preserved(wave)
            } catch let fault as EngineFault {
                schedule.stop(because: "no further step was begun: \(fault)")
                break
            }
            try await journal.intend(wave, preserving: preserved, at: context.now())
            let outcomes =
                forbidden.isEmpty ? await send(wave, through: mutations, after: schedule) : refused(wave, forbidden)
            try await journal.record(outcomes)
            schedule.apply(outcomes)
            wave = schedule.ready(atMost: waveSize)
        }
        let reason = schedule.stopReason ?? (context.isInterrupted() ? "interrupted" : "blocked")
        let skipped = schedule.skipped(because: reason, at: context.now())
        try await journal.record(skipped)
        return (schedule.records + skipped).sorted { $0.place < $1.place }
    }

    /// What became protected or unknown since the gate, by names or by what others do with it. One inspect of a target
    /// does not show its users, so the whole host is looked at before every wave.
    private func forbidden(_ wave: [IntendedStep]) async throws -> [StepRecord] {
        let host = try await observer.observe(at: context.now(), inspecting: .all)
        let live = LiveState(classifier.classify(host))
        return wave.compactMap { intent in
            guard let verdict = live.verdict(on: intent.action) else { return nil }
            switch verdict.class {
            case .extraSafeDelete: return nil
            case .protected, .unknown, .expected:
                let why = "not sent: it is \(verdict.class.rawValue) now, by \(verdict.rule.name.rawValue)"
                return intent.record(.failed, why, at: context.now())
            }
        }
    }

    private func refused(_ wave: [IntendedStep], _ forbidden: [StepRecord]) -> [StepRecord] {
        let places = Set(forbidden.map(\.place))
        let others = wave.filter { !places.contains($0.place) }
        return forbidden + others.map { $0.record(.skipped, "an earlier step failed", at: context.now()) }
    }

    /// Several calls per place, so that one slow stop does not leave the other places idle for long.
    private var waveSize: Int { context.parallelism * 4 }

    /// Fetches the full description of everything that a first step of this wave begins to delete.
    private func preserved(_ wave: [IntendedStep]) async throws -> [PreservedObject] {
        let beginning = wave.filter { $0.place.step == 0 }
        return try await inParallel(beginning) { intent in
            let id = intent.action.precondition.objectID
            do throws(EngineFault) {
                let bytes = try await observer.rawInspect(intent.action.address.kind, id)
                return PreservedObject(address: intent.action.address, objectID: id, inspect: bytes)
            } catch .notFound {
                return PreservedObject?.none
            }
        }.compactMap(\.self)
    }

    private func send(
        _ wave: [IntendedStep],
        through engine: MutatingEngine,
        after schedule: Schedule
    ) async -> [StepRecord] {
        let runner = StepRunner(engine: engine, observer: observer, context: context, progress: Completed(schedule))
        do {
            return try await inParallel(wave) { await runner.run($0) }
        } catch {
            // The runner does not throw; a cancelled group has sent nothing that is not in its records.
            return wave.map { $0.record(.unknown, "interrupted: \(error)", at: context.now()) }
        }
    }

    /// Runs `work` for every element, at most `parallelism` at once, and keeps the order.
    private func inParallel<Element: Sendable, Value: Sendable>(
        _ elements: [Element],
        _ work: @Sendable @escaping (Element) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            var waiting = Array(elements.enumerated()).makeIterator()
            var values: [(Int, Value)] = []
            for _ in 0..<context.parallelism {
                guard let (index, element) = waiting.next() else { break }
                group.addTask { (index, try await work(element)) }
            }
            while let value = try await group.next() {
                values.append(value)
                guard let (index, element) = waiting.next() else { continue }
                group.addTask { (index, try await work(element)) }
            }
            return values.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

extension IntendedStep {
    func record(_ outcome: StepOutcome, _ detail: String, at now: Timestamp) -> StepRecord {
        StepRecord(
            place: place,
            address: action.address,
            step: step,
            outcome: outcome,
            detail: detail,
            at: now
        )
    }
}
