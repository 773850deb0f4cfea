internal import DockerEngine
internal import Domain
internal import Inventory

/// Sends one step and says what became of it. An unknown outcome is resolved by observing, never by sending again.
struct StepRunner: Sendable {
    let engine: MutatingEngine
    let observer: Observer
    let context: ExecutionContext
    /// Stops the steps that have not begun, of this wave and of the waits beside it.
    let brake = Brake()
    /// Ends every wait: nothing is sent any more.
    let isOver = Brake()

    /// One step with what the run knows before it.
    struct Order: Sendable {
        let intent: IntendedStep
        let known: Completed
        /// It belongs to something that is finished or put back, whatever happened elsewhere.
        let goesOn: Bool

        var isPutBack: Bool { intent.place.step >= intent.action.steps.count }
    }

    /// Once a rule was found to keep a target, or a person asked to stop, the ones that wait are not begun.
    func run(_ order: Order) async -> StepResult {
        if !order.goesOn, let reason = context.isInterrupted() ? "interrupted" : brake.reason {
            return StepResult(order.intent.record(.skipped, reason, at: context.now()))
        }
        return await recorded(order) { call in
            var settlement = await outcome(of: call, isPutBack: order.isPutBack)
            if order.isPutBack { settlement = await told(settlement, order) }
            return settlement
        }
    }

    /// Waits. What no call came before is given up as soon as nothing new may begin.
    func wait(_ order: Order) async -> StepResult {
        await recorded(order) { call in
            guard case .waitContainer(let target, let condition, let seconds) = call.step else {
                return Settlement(.failed, "it is no wait")
            }
            guard let id = call.id(of: target) else {
                return Settlement(.failed, "this run has not made \(target.text)")
            }
            let runner = WaitRunner(
                observer: observer,
                pause: context.pause,
                stopReason: {
                    context.isInterrupted() ? "interrupted" : isOver.reason ?? (order.goesOn ? nil : brake.reason)
                },
                stopOutcome: order.goesOn ? .failed : .skipped
            )
            let (outcome, detail) = await runner.outcome(id, until: condition, seconds: seconds)
            return Settlement(outcome, detail)
        }
    }

    private func recorded(_ order: Order, _ work: (StepCall) async -> Settlement) async -> StepResult {
        let intent = order.intent
        context.progress(.began(intent.action.address, intent.step))
        let mark = StepMark.text(context.planFileHash, intent.place)
        let call = StepCall(step: intent.step, action: intent.action, mark: mark, known: order.known)
        let settlement = await work(call)
        let moved = settlement.outcome.isSuccess ? await moved(by: call) : nil
        let record = intent.record(settlement.outcome, settlement.detail, at: context.now())
        if settlement.isForbidden { brake.pull(Schedule.stopReason(after: record)) }
        context.progress(.ended(record))
        return StepResult(
            record,
            created: settlement.created,
            moved: moved,
            isForbidden: settlement.isForbidden
        )
    }

    private func outcome(of call: StepCall, isPutBack: Bool) async -> Settlement {
        do {
            switch try await engine.perform(call) {
            case .sent(let response, let target): return await settled(call, response, target)
            case .notSent(.absent):
                return call.isRemoval || call.step.isStop && (isPutBack || call.isOfHalfMade)
                    ? Settlement(.absent, "it was gone before the call")
                    : Settlement(.failed, "not sent: it is not there any more")
            case .notSent(.forbidden(let reason)): return .forbidden(reason)
            case .notSent(.refused(let reason)): return await refused(call, reason)
            case .notSent(.verified): return Settlement(.failed, "not sent")
            case .faulted(let fault): return await resolved(call, fault)
            }
        } catch {
            return Settlement(.failed, "not sent: \(error)")
        }
    }

    /// What a put-back did is told; where it fails, what stands where is told exactly.
    private func told(_ settlement: Settlement, _ order: Order) async -> Settlement {
        guard !settlement.outcome.isSuccess else { return settlement.adding("put back") }
        let look = PutBackLook(observer: observer, planFileHash: context.planFileHash)
        do {
            let scene = try await look.scene(
                order.intent.action,
                position: order.intent.place.action,
                order.known
            )
            return settlement.adding("not put back: \(scene.sentence)")
        } catch {
            return settlement.adding("not put back, and what stands where cannot be seen (\(error))")
        }
    }

    /// What is expected of the container that the call moved.
    private func moved(by call: StepCall) async -> ContainerPrecondition? {
        guard let id = call.containerID, let before = call.expectation(ofContainer: id) else { return nil }
        guard Movement.needsLook(call.step) else { return Movement(before).expectation(after: call.step) }
        do {
            let live = try await observer.precondition(ofContainer: id)
            return Movement(before, live: live).expectation(after: call.step)
        } catch {
            // The next look finds the container moved, and nothing more is done to it.
            return Movement(before).expectation(after: call.step)
        }
    }
}
