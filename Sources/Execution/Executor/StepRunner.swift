internal import DockerEngine
internal import Domain
internal import Inventory

/// Sends one step and says what became of it. An unknown outcome is resolved by observing, never by sending again.
struct StepRunner: Sendable {
    let engine: MutatingEngine
    let observer: Observer
    let context: ExecutionContext
    let progress: Completed
    private let brake = Brake()
    /// A minute, at ten checks a second: removing many layers takes its time.
    private static let removalChecks = 600

    init(engine: MutatingEngine, observer: Observer, context: ExecutionContext, progress: Completed) {
        self.engine = engine
        self.observer = observer
        self.context = context
        self.progress = progress
    }

    /// Once a step of the wave has failed, or a person asked to stop, the ones that wait are not begun.
    func run(_ intent: IntendedStep) async -> StepRecord {
        if let reason = context.isInterrupted() ? "interrupted" : brake.reason {
            return intent.record(.skipped, reason, at: context.now())
        }
        let record = await begin(intent)
        if !record.outcome.isSuccess { brake.pull("an earlier step failed") }
        return record
    }

    private func begin(_ intent: IntendedStep) async -> StepRecord {
        context.progress(.began(intent.action.address, intent.step))
        let (outcome, detail) = await outcome(of: intent)
        let record = intent.record(outcome, detail, at: context.now())
        context.progress(.ended(record))
        return record
    }

    private func outcome(of intent: IntendedStep) async -> (StepOutcome, String) {
        do {
            let expected = progress.expectation(intent.action.precondition)
            switch try await engine.perform(intent.step, expecting: expected) {
            case .sent(let response): return await settled(intent, response)
            case .notSent(.absent): return (.absent, "it was gone before the call")
            case .notSent(.refused(let reason)): return (.failed, "not sent: \(reason)")
            case .notSent(.verified): return (.failed, "not sent")
            case .faulted(let fault): return await resolved(intent, fault)
            }
        } catch {
            return (.failed, "not sent: \(error)")
        }
    }

    /// A stop that removes the container answers before the removal is done.
    private func settled(_ intent: IntendedStep, _ response: EngineResponse) async -> (StepOutcome, String) {
        guard case .stopContainer(_, _, true) = intent.step else {
            return response.isUnchanged ? (.already, "") : (.done, "")
        }
        var isRemoved: Bool?
        for _ in 0..<StepRunner.removalChecks {
            isRemoved = await isAchieved(intent.step)
            if isRemoved == true { return (.done, "") }
            do { try await context.pause(.milliseconds(100)) } catch { break }
        }
        return isRemoved == nil ? (.unknown, "the Engine did not say") : (.failed, "it stopped and was not removed")
    }

    private func resolved(_ intent: IntendedStep, _ fault: EngineFault) async -> (StepOutcome, String) {
        if case .notFound = fault { return await looked(for: intent.step, after: fault) }
        guard fault.leavesOutcomeUnknown else { return (.failed, fault.description) }
        switch await isAchieved(intent.step) {
        case true: return (.done, "found done after \(fault)")
        case false: return (.failed, fault.description)
        case nil: return (.unknown, fault.description)
        }
    }

    /// The Engine says that the object is not there; only a look makes it so.
    private func looked(for step: Step, after fault: EngineFault) async -> (StepOutcome, String) {
        switch await isAchieved(step) {
        case true: (.absent, "it went during the call")
        case false: (.failed, "it is still there, though the Engine said: \(fault)")
        case nil: (.unknown, fault.description)
        }
    }

    /// Whether what the step wants is so now; `nil` where the Engine does not say.
    private func isAchieved(_ step: Step) async -> Bool? {
        do {
            switch step {
            case .stopContainer(let id, _, let removesItself):
                let live = try await observer.inspect(container: id)
                return removesItself ? live == nil : live.map { !$0.state.isAlive } ?? true
            case .removeContainer(let id): return try await observer.inspect(container: id) == nil
            case .removeImageReference(let reference, let id):
                return try await observer.inspect(imageReference: reference)?.id != id
            case .removeImage(let id): return try await observer.inspect(imageReference: id) == nil
            case .removeVolume(let name): return try await observer.inspect(volume: name) == nil
            case .removeNetwork(let id): return try await observer.inspect(network: id) == nil
            }
        } catch {
            return nil
        }
    }
}
