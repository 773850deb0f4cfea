import DockerEngine
import Domain
import Inventory

// How a removal is settled that the Engine refused: another client may be removing the same object.
extension StepRunner {
    /// How often an unchanged object is observed again: a removal by another client may not show yet.
    private static let settlingChecks = 10

    /// An observation of an object that is to be removed.
    private enum Presence: Equatable {
        case gone
        /// The Engine is removing it.
        case leaving
        /// `state`: of a container.
        case there(ContainerState?)
        case unseen
    }

    /// Only observations decide, not the Engine's message. An object under removal is waited for as long as a removal
    /// may take.
    func confirmRemoval(_ call: StepCall, after fault: EngineFault) async -> CallOutcome {
        var last = Presence.unseen
        let settled = await context.poll { count -> CallOutcome? in
            last = await presence(of: call)
            switch last {
            case .gone: return gone(fault, atOnce: count == 0)
            case .there: return count >= StepRunner.settlingChecks ? left(call, last, fault) : nil
            case .leaving: return nil
            case .unseen: return context.isInterrupted() ? left(call, last, fault) : nil
            }
        }
        return settled ?? left(call, last, fault)
    }

    /// An object that another client is removing may look changed before the call, such as a volume without its folder.
    func explainRefusal(of call: StepCall, because reason: String) async -> CallOutcome {
        for _ in 0..<(call.isRemoval ? StepRunner.settlingChecks : 0) {
            if await presence(of: call) == .gone { return CallOutcome(.absent, "somebody else removed it") }
            do { try await context.pause(.milliseconds(100)) } catch { break }
        }
        return CallOutcome(.failed, "not sent: \(reason)")
    }

    /// Where the Engine reports an unknown outcome and the object is gone at once, this call removed it.
    private func gone(_ fault: EngineFault, atOnce: Bool) -> CallOutcome {
        atOnce && fault.leavesOutcomeUnknown
            ? CallOutcome(.done, "found done after \(fault)") : CallOutcome(.absent, "somebody else removed it")
    }

    private func left(_ call: StepCall, _ presence: Presence, _ fault: EngineFault) -> CallOutcome {
        switch presence {
        case .gone: return gone(fault, atOnce: false)
        case .unseen: return CallOutcome(.unknown, fault.description)
        case .leaving: return CallOutcome(.failed, "the Engine is still removing it; \(fault)")
        case .there(let state):
            if call.step.isStop, let state, !state.isAlive { return CallOutcome(.already, "it stopped by itself") }
            let reason = fault.isNotFound ? "it is still there, though the Engine said: \(fault)" : fault.description
            guard state == .dead else { return CallOutcome(.failed, reason) }
            return CallOutcome(.failed, reason).adding(ContainerState.wayOn(ofDead: call.step.target))
        }
    }

    private func presence(of call: StepCall) async -> Presence {
        do {
            if case .removeImageReference(let reference, _) = call.step {
                // A tag that stands for another image by now was not removed.
                return try await observer.inspect(imageReference: reference) == nil ? .gone : .there(nil)
            }
            guard call.action.address.kind == .container else {
                return await isAchieved(call).map { $0 ? .gone : .there(nil) } ?? .unseen
            }
            guard let live = try await observer.inspect(container: call.step.target) else { return .gone }
            return live.state == .removing ? .leaving : .there(live.state)
        } catch {
            return .unseen
        }
    }
}

extension EngineFault {
    fileprivate var isNotFound: Bool {
        guard case .notFound = self else { return false }
        return true
    }
}
