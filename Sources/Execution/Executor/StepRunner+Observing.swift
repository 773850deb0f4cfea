import DockerEngine
import Domain
import Inventory

extension StepRunner {
    /// Whether what the step wants is so now; `nil` where the Engine does not say.
    func isAchieved(_ call: StepCall) async -> Bool? {
        do {
            return try await isSo(call)
        } catch {
            return nil
        }
    }

    private func isSo(_ call: StepCall) async throws -> Bool {
        switch call.step.effect {
        case .removes(let object): return try await isGone(object)
        case .creates(let kind): return try await isMade(kind, call)
        case .changes(let target, let change): return try await isMoved(call, target, change)
        case .waits: return false
        }
    }

    private func isGone(_ object: RemovedObject) async throws -> Bool {
        switch object {
        case .container(let id): try await observer.inspect(container: id) == nil
        case .imageReference(let reference, let id): try await observer.inspect(imageReference: reference)?.id != id
        case .image(let id): try await observer.inspect(imageReference: id) == nil
        case .volume(let name): try await observer.inspect(volume: name) == nil
        case .network(let id): try await observer.inspect(network: id) == nil
        }
    }

    /// By the label that the call wrote; an image has none.
    private func isMade(_ kind: ResourceKind, _ call: StepCall) async throws -> Bool {
        guard kind != .image else { return try await observer.inspect(imageReference: call.step.target) != nil }
        return try await observer.object(kind, named: call.step.target)?.mark == call.mark
    }

    /// Of a container that was there before the call and is to be there after it. One that is gone does not run.
    private func isMoved(_ call: StepCall, _ target: ContainerTarget, _ change: ContainerEffect) async throws -> Bool {
        guard let id = call.containerID, let live = try await observer.inspect(container: id) else {
            return change == .stopped
        }
        switch change {
        case .stopped: return !live.state.isAlive
        // One that this run made and that does not wait for its first start any more may have exited since.
        case .started: return live.state.isAlive || target.isCreated && live.state == .exited
        case .unpaused: return live.state == .running
        case .updated:
            return live.detail?.configurationDigest != call.expectation(ofContainer: id)?.configurationDigest
        case .renamed(let to): return live.names.contains { $0.hasSameBytes(as: to) }
        case .joined(let network): return live.isAttached(to: network)
        case .left(let network): return !live.isAttached(to: network)
        }
    }
}

extension ObservedContainer {
    fileprivate func isAttached(to network: String) -> Bool {
        networks.contains { $0.name.hasSameBytes(as: network) }
    }
}
