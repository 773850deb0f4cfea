import DockerEngine
import Domain
import Inventory
import Synchronization

/// Sends one step and says what became of it. An unknown outcome is resolved by observing, never by sending again.
struct StepRunner: Sendable {
    let engine: MutatingEngine
    let observer: Observer
    let context: ExecutionContext
    /// Stops the calls that have not begun, of this wave and beside it, once a rule was found to keep a target.
    let callStop = StopSignal()
    /// Ends every wait: nothing is sent any more.
    let waitStop = StopSignal()

    /// Once a rule was found to keep a target, or a person asked to stop, the ones that wait are not begun.
    func run(_ call: StepCall) async -> StepResult {
        if !call.mayFollowHalt, let reason = context.isInterrupted() ? "interrupted" : callStop.reason {
            return StepResult(call.record(.skipped, reason, at: context.now()))
        }
        return await report(call) {
            let outcome = await outcome(of: call)
            return call.isOfReversal ? await addingState(to: outcome, call) : outcome
        }
    }

    /// Waits. A wait that no call of its action preceded is given up once nothing new may begin.
    func wait(_ call: StepCall) async -> StepResult {
        await report(call) {
            guard case .waitContainer(let target, let condition, let seconds) = call.step else {
                return CallOutcome(.failed, "it is no wait")
            }
            guard let id = call.id(of: target) else {
                return CallOutcome(.failed, "this run has not made \(target.text)")
            }
            let runner = WaitRunner(
                observer: observer,
                uptime: context.uptime,
                pause: context.pause,
                stopReason: {
                    context.isInterrupted()
                        ? "interrupted" : waitStop.reason ?? (call.mayFollowHalt ? nil : callStop.reason)
                },
                stopOutcome: call.mayFollowHalt ? .failed : .skipped,
                stableSeconds: call.action.stableSeconds
            )
            let (outcome, detail) = await runner.outcome(id, until: condition, seconds: seconds)
            return CallOutcome(outcome, detail)
        }
    }

    private func report(_ call: StepCall, _ work: () async -> CallOutcome) async -> StepResult {
        context.progress(.began(call.action.address, call.step))
        let outcome = await work()
        let changed = outcome.outcome.isSuccess ? await changed(by: call) : nil
        let record = call.record(outcome.outcome, outcome.detail, at: context.now())
        if outcome.isForbidden { callStop.send(Schedule.stopReason(after: record)) }
        context.progress(.ended(record))
        return StepResult(record, created: outcome.created, changed: changed, isForbidden: outcome.isForbidden)
    }

    private func outcome(of call: StepCall) async -> CallOutcome {
        do {
            switch try await engine.perform(call) {
            case .sent(let response, let target): return await confirm(call, response, target)
            case .notSent(.absent):
                return call.isRemoval || call.step.isStop && (call.isOfReversal || call.isOfHalfMade)
                    ? CallOutcome(.absent, "it was gone before the call")
                    : CallOutcome(.failed, "not sent: it is not there any more")
            case .notSent(.forbidden(let reason)): return .forbidden(reason)
            case .notSent(.refused(let reason)): return await explainRefusal(of: call, because: reason)
            case .faulted(let fault): return await resolve(call, fault)
            }
        } catch {
            return CallOutcome(.failed, "not sent: \(error)")
        }
    }

    /// What a reversal did is reported; where it fails, what stands where is reported exactly.
    private func addingState(to outcome: CallOutcome, _ call: StepCall) async -> CallOutcome {
        guard !outcome.outcome.isSuccess else { return outcome.adding("put back") }
        do {
            let state = try await ReplacementObserver(observer: observer)
                .state(call.action, position: call.place.action, call.known)
            return outcome.adding("not put back: \(state.sentence)")
        } catch {
            return outcome.adding("not put back, and what stands where cannot be seen (\(error))")
        }
    }

    /// What is expected of the container that the call moved.
    private func changed(by call: StepCall) async -> ContainerPrecondition? {
        guard let id = call.containerID, let before = call.expectation(ofContainer: id) else { return nil }
        guard ExpectedState.needsObservation(call.step) else {
            return ExpectedState(before).expectation(after: call.step)
        }
        do {
            let live = try await observer.precondition(ofContainer: id)
            return ExpectedState(before, live: live).expectation(after: call.step)
        } catch {
            // The next observation finds the container changed, and nothing more is done to it.
            return ExpectedState(before).expectation(after: call.step)
        }
    }
}

extension Action {
    /// How long a container without a health check must run to count as healthy: ten seconds where the old one is removed
    /// then, and one where a failure loses nothing.
    fileprivate var stableSeconds: Int {
        switch kind {
        case .replace, .delete, .restore: 10
        case .create, .start, .update, .untag, .pull: 1
        }
    }
}

/// Stops waits and calls that have not begun; the first reason is kept.
final class StopSignal: Sendable {
    private let sent = Mutex<String?>(nil)

    /// `nil` while nothing should stop.
    var reason: String? { sent.withLock { $0 } }

    func send(_ reason: String) { sent.withLock { $0 = $0 ?? reason } }
}
