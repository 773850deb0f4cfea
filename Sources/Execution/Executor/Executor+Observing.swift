import Classification
import DockerEngine
import Domain
import Inventory

extension Executor {
    /// Observes the whole host before every wave of calls, and objects to targets that became protected or unknown
    /// since the gate. An inspect of the target alone would not show its users.
    func observe(_ wave: [StepCall], _ schedule: Schedule) async throws -> WaveObservation {
        let live = wave.allSatisfy(\.step.isWait) ? nil : try await liveState()
        let judge = live.map { WaveCheck($0, schedule.completed) }
        let objections = wave.compactMap { call in judge?.objection(to: call).map { (call.place, $0) } }
        let preserved = try await preserved(wave)
        let replaced = preserved.filter { $0.call.action.kind == .replace }
        let kept = try replaced.map { ($0.call.place.action, try InspectedObject.kept($0.object.inspect)) }
        return WaveObservation(
            objections: Dictionary(firstWins: objections),
            preserved: preserved.map(\.object),
            kept: Dictionary(firstWins: kept),
            expectedContainers: live?.expectedContainers ?? []
        )
    }

    private func liveState() async throws -> LiveState {
        LiveState(classifier.classify(try await observer.observe(at: context.now(), inspecting: .all)))
    }

    private struct Preserved: Sendable {
        let call: StepCall
        let object: PreservedObject
    }

    /// Fetches the full description of everything that a first step of this wave begins to change.
    private func preserved(_ wave: [StepCall]) async throws -> [Preserved] {
        let beginning = wave.filter { $0.place.step == 0 && !$0.action.precondition.isAbsent }
        return try await inParallel(beginning, atMost: context.parallelism) { call in
            let id = call.action.precondition.objectID
            do throws(EngineFault) {
                let bytes = try await observer.rawInspect(call.action.address.kind, id)
                let object = PreservedObject(address: call.action.address, objectID: id, inspect: bytes)
                return Preserved(call: call, object: object)
            } catch .notFound {
                return Preserved?.none
            }
        }.compactMap(\.self)
    }

    /// Plans the steps that undo every replacement that failed or was interrupted.
    func planReversals(_ schedule: inout Schedule) async throws {
        let observation = ReplacementObserver(observer: observer)
        for position in schedule.awaitingReversal {
            let current = schedule.progress[position]
            let known = schedule.completed
            let state: ReplacementState
            do {
                state = try await patiently(schedule) {
                    try await observation.state(current.action, position: position, known)
                }
            } catch {
                schedule.lose(because: "nothing was put back: \(error)")
                return
            }
            schedule.see(state, at: position)
            let steps = ReplacementReversal(current, state).steps
            try await record(schedule.reverse(position, by: steps, oldIsGone: state.old == nil, at: context.now()))
        }
    }

    /// In the middle of a replacement an Engine that does not answer is asked again for a minute: its daemon may be back
    /// soon, and giving up would leave the old container stopped.
    func patiently<Value>(_ schedule: Schedule, _ ask: () async throws -> Value) async throws -> Value {
        let end = context.uptime() + ExecutionContext.patience
        while true {
            do {
                return try await ask()
            } catch let fault as EngineFault
                where fault.mayEnd && schedule.isReplacing && context.uptime() < end
            {
                try await context.pause(.milliseconds(500))
            }
        }
    }
}
