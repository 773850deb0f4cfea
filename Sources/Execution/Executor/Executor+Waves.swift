import Domain
import Inventory
import Synchronization

extension Executor {
    /// What goes on beside the waves, and where its results wait to be taken up.
    private struct Beside {
        var calls: TaskGroup<Void>
        let finished = FinishedCalls()

        mutating func begin(_ call: StepCall, _ runner: StepRunner) {
            calls.addTask { [finished] in
                finished.post(call.step.isWait ? await runner.wait(call) : await runner.run(call))
            }
        }
    }

    /// Whatever stops the waves, the calls under way finish; waits are given up.
    func carryOut(_ begin: Schedule, _ runner: StepRunner) async throws -> Schedule {
        let (waves, finished) = await withTaskGroup(of: Void.self) { group in
            var beside = Beside(calls: group)
            let waves: Result<Schedule, any Error>
            do {
                waves = .success(try await self.waves(begin, runner, &beside))
            } catch {
                // What cannot be recorded must not begin.
                runner.callStop.send("the journal cannot be written")
                waves = .failure(error)
            }
            runner.waitStop.send("the run ended")
            await beside.calls.waitForAll()
            return (waves, beside.finished)
        }
        var schedule = try waves.get()
        try await takeUp(finished, &schedule)
        return schedule
    }

    private func waves(_ begin: Schedule, _ runner: StepRunner, _ beside: inout Beside) async throws -> Schedule {
        var schedule = begin
        while true {
            try await takeUp(beside.finished, &schedule)
            if context.isInterrupted() { schedule.halt(.interrupted, because: "interrupted") }
            try await planReversals(&schedule)
            let wave = schedule.ready(atMost: context.parallelism)
            if !wave.isEmpty {
                try await send(wave, through: runner, &schedule, &beside)
            } else {
                guard schedule.hasCallsUnderWay, schedule.halt != .lost, await beside.calls.next() != nil else {
                    return schedule
                }
            }
        }
    }

    /// Sends the calls of a wave, and begins its waits and slow calls, without waiting for these.
    private func send(
        _ wave: [StepCall],
        through runner: StepRunner,
        _ schedule: inout Schedule,
        _ beside: inout Beside
    ) async throws {
        let observed: WaveObservation
        do {
            observed = try await patiently(schedule) { try await self.observe(wave, schedule) }
        } catch {
            schedule.lose(because: "no further step was begun: \(error)")
            return
        }
        try await journal.intend(wave, preserving: observed.preserved, at: context.now())
        for (position, container) in observed.kept { schedule.keep(container, at: position) }
        let allowed = observed.allowed(wave)
        let objected = observed.results(of: wave, at: context.now())
        for objection in objected where objection.isForbidden {
            runner.callStop.send(Schedule.stopReason(after: objection.record))
        }
        let slow = allowed.filter(\.step.isBesideWaves)
        schedule.begin(slow)
        for call in slow { beside.begin(call, runner) }
        let calls = allowed.filter { !$0.step.isBesideWaves }
        let slots = max(1, context.parallelism - schedule.slowCallsUnderWay)
        let results = await inParallel(calls, atMost: slots) { await runner.run($0) } + objected
        try await record(results.map(\.record))
        schedule.apply(results)
    }

    private func takeUp(_ finished: FinishedCalls, _ schedule: inout Schedule) async throws {
        let results = finished.takeAll()
        try await record(results.map(\.record))
        schedule.apply(results)
    }
}

/// The results of waits and slow calls, until the executor takes them up between two waves.
final class FinishedCalls: Sendable {
    private let results = Mutex<[StepResult]>([])

    func post(_ result: StepResult) { results.withLock { $0.append(result) } }

    func takeAll() -> [StepResult] {
        results.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
