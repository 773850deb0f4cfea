import DockerEngine
import Domain
import Inventory

extension StepRunner {
    /// An answer of success is not always the success that was wanted.
    func confirm(_ call: StepCall, _ response: EngineResponse, _ target: VerifiedTarget) async -> CallOutcome {
        switch call.step.effect {
        case .removes where call.step.isStop: await confirmStopAndRemoval(call)
        case .creates(.image): await confirmPull(call, call.step.target, response)
        case .creates(.container): await confirmCreation(call, call.step.target, response, target)
        case .creates(.network), .creates(.volume): await confirmMark(call, response)
        case .changes(_, .updated): CallOutcome(.done, warnings(response))
        case .removes, .changes, .waits: CallOutcome(response.isUnchanged ? .already : .done)
        }
    }

    /// A stop that removes the container answers before the removal is done.
    private func confirmStopAndRemoval(_ call: StepCall) async -> CallOutcome {
        var isRemoved: Bool?
        let removed = await context.poll { _ -> CallOutcome? in
            isRemoved = await isAchieved(call)
            return isRemoved == true ? CallOutcome(.done) : nil
        }
        return removed
            ?? (isRemoved == nil
                ? CallOutcome(.unknown, "the Engine did not say")
                : CallOutcome(.failed, "it stopped and was not removed"))
    }

    /// The status is sent before the pull begins; only the end of the answer and an observation show the result.
    private func confirmPull(_ call: StepCall, _ reference: String, _ response: EngineResponse) async -> CallOutcome {
        if let fault = PullAnswer.fault(in: response.body) { return CallOutcome(.failed, engine.printed(fault)) }
        return switch await isAchieved(call) {
        case true: CallOutcome(.done)
        case false: CallOutcome(.failed, "the Engine told of no fault, and there is no image \(reference)")
        case nil: CallOutcome(.unknown, "the Engine did not say whether \(reference) is there")
        }
    }

    private func confirmCreation(
        _ call: StepCall,
        _ name: String,
        _ response: EngineResponse,
        _ target: VerifiedTarget
    ) async -> CallOutcome {
        do {
            let id = CreateAnswer(response.body).id
            guard let made = try await observer.created(name, mark: call.mark, id: id) else {
                return CallOutcome(.failed, "the Engine told of no fault, and there is no container of ours")
            }
            guard made.precondition.imageID == target.facts.imageID else {
                return CallOutcome(.failed, "it was made from another image than was looked at", created: made)
            }
            return CallOutcome(.done, warnings(response), created: made)
        } catch {
            return CallOutcome(.unknown, "it could not be looked at: \(error)")
        }
    }

    /// An Engine answers the create of a volume that is there with the old one, whatever was asked for.
    private func confirmMark(_ call: StepCall, _ response: EngineResponse) async -> CallOutcome {
        switch await isAchieved(call) {
        case true: CallOutcome(.done, warnings(response))
        case false: CallOutcome(.failed, "what bears the name was not made by this call")
        case nil: CallOutcome(.unknown, "the Engine did not say")
        }
    }

    private func warnings(_ response: EngineResponse) -> String {
        CreateAnswer(response.body).warnings.map(engine.printed).joined(separator: " ")
    }

    func resolve(_ call: StepCall, _ fault: EngineFault) async -> CallOutcome {
        if call.isRemoval, fault.isAnswer || fault.leavesOutcomeUnknown {
            return await confirmRemoval(call, after: fault)
        }
        guard fault.leavesOutcomeUnknown else { return CallOutcome(.failed, fault.description) }
        if case .createContainer(let name, _, _, _, _) = call.step { return await findCreated(name, call, fault) }
        return switch await isAchieved(call) {
        case true: CallOutcome(.done, "found done after \(fault)")
        case false: CallOutcome(.failed, fault.description)
        case nil: CallOutcome(.unknown, fault.description)
        }
    }

    /// A container of that name with our label is the one that the lost call made.
    private func findCreated(_ name: String, _ call: StepCall, _ fault: EngineFault) async -> CallOutcome {
        do {
            guard let made = try await observer.created(name, mark: call.mark) else {
                return CallOutcome(.failed, fault.description)
            }
            return CallOutcome(.done, "found done after \(fault)", created: made)
        } catch {
            return CallOutcome(.unknown, fault.description)
        }
    }
}
