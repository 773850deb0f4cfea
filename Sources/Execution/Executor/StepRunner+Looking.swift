internal import DockerEngine
internal import Domain
internal import Inventory

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
        switch call.step {
        case .stopContainer(let id, _, let removesItself):
            let live = try await observer.inspect(container: id)
            return removesItself ? live == nil : live.map { !$0.state.isAlive } ?? true
        case .removeContainer(let id): return try await observer.inspect(container: id) == nil
        case .removeImageReference(let reference, let id):
            return try await observer.inspect(imageReference: reference)?.id != id
        case .removeImage(let id): return try await observer.inspect(imageReference: id) == nil
        case .removeVolume(let name): return try await observer.inspect(volume: name) == nil
        case .removeNetwork(let id): return try await observer.inspect(network: id) == nil
        case .pullImage(let reference, _): return try await observer.inspect(imageReference: reference) != nil
        case .createNetwork(let name, _): return try await observer.look(.network, named: name)?.mark == call.mark
        case .createVolume(let name, _): return try await observer.look(.volume, named: name)?.mark == call.mark
        case .createContainer(let name, _, _, _, _):
            return try await observer.created(name, mark: call.mark) != nil
        case .startContainer, .unpauseContainer, .updateContainer, .renameContainer, .connectNetwork,
            .disconnectNetwork:
            return try await isMoved(call)
        case .waitContainer: return false
        }
    }

    /// Of a container that was there before the call and is to be there after it.
    private func isMoved(_ call: StepCall) async throws -> Bool {
        guard let id = call.containerID, let before = call.expectation(ofContainer: id),
            let live = try await observer.inspect(container: id)
        else { return false }
        switch call.step {
        // One that this run made and that does not wait for its first start any more may have exited since.
        case .startContainer(let target): return live.state.isAlive || target.isCreated && live.state == .exited
        case .unpauseContainer: return live.state == .running
        case .updateContainer: return live.detail?.configurationDigest != before.configurationDigest
        case .renameContainer(_, _, let to): return live.names.contains { $0.hasSameBytes(as: to) }
        case .connectNetwork(let network, _, _): return live.isAttached(to: network)
        case .disconnectNetwork(let network, _, _): return !live.isAttached(to: network)
        case .stopContainer, .removeContainer, .removeImageReference, .removeImage, .removeVolume, .removeNetwork,
            .pullImage, .createNetwork, .createVolume, .createContainer, .waitContainer:
            return false
        }
    }
}

extension ObservedContainer {
    fileprivate func isAttached(to network: String) -> Bool {
        networks.contains { $0.name.hasSameBytes(as: network) }
    }
}
