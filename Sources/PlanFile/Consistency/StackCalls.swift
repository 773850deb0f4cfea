import Domain

/// The calls of an action that brings a stack about, in their order.
struct StackCalls {
    private let action: Action

    init(_ action: Action) { self.action = action }

    /// The first call that is wrong; `nil` where the calls are exactly those of such an action on its object.
    var fault: CallFault? {
        switch action.address.kind {
        case .image, .network, .volume: objectFault
        case .container: containerFault
        }
    }

    private var objectFault: CallFault? {
        guard let first = action.steps.first else { return .endsEarly }
        guard first.effect == .creates(action.address.kind) else { return .at(0, .operation) }
        guard first.target.hasSameBytes(as: action.address.name) else { return .at(0, .target) }
        return action.steps.count == 1 ? nil : .at(1, .operation)
    }

    private var containerFault: CallFault? {
        var calls = CallCursor(action.steps.map { StackCall($0, on: pinned, name: action.address.name) })
        calls.skip([.waitOther])
        if fit(&calls) { return nil }
        let index = action.steps.count - calls.count
        guard action.steps.indices.contains(index) else { return .endsEarly }
        return .at(index, wrongPart(of: action.steps[index]))
    }

    private func fit(_ calls: inout CallCursor) -> Bool {
        switch action.kind {
        case .create: calls.makeNew() && calls.ends(with: .waitNew)
        case .start: calls.startPinned() && calls.ends(with: .wait)
        case .update: calls.changePinned() && calls.runOn()
        case .replace: calls.replace(pinned, action.address.name) && calls.isAtEnd
        case .restore: calls.restorePinned() && calls.runOn()
        case .pull, .delete, .untag: false
        }
    }

    /// Which part of a wrong step to report. Where the call would fit the action's container and only comes at a wrong
    /// place, that is the operation.
    private func wrongPart(of step: Step) -> CallFault.Part {
        switch StackCall(step, on: pinned, name: action.address.name) {
        case .stopHalfMade, .removeHalfMade: .target
        case .stray: wrongPart(ofStray: step)
        case .setAside where action.kind != .replace: .newName
        case .rename where action.kind != .update, .putBack where action.kind != .restore: .newName
        case .stop, .remove, .start, .unpause, .update, .restartOff, .setAside, .putBack, .rename, .connect,
            .disconnect, .wait, .create, .connectNew, .startNew, .waitNew, .waitOther:
            .operation
        }
    }

    private func wrongPart(ofStray step: Step) -> CallFault.Part {
        switch step {
        case .stopContainer: .removesItself
        case .renameContainer(let id, let from, _):
            if pinned?.id.hasSameBytes(as: id) != true {
                .target
            } else {
                pinned?.names.contains(where: from.hasSameBytes) == true ? .newName : .oldName
            }
        case .createContainer, .startContainer, .connectNetwork, .unpauseContainer, .updateContainer,
            .disconnectNetwork:
            .target
        case .removeContainer, .waitContainer, .removeImageReference, .removeImage, .removeVolume, .removeNetwork,
            .pullImage, .createNetwork, .createVolume:
            .operation
        }
    }

    private var pinned: ContainerPrecondition? {
        guard case .container(let container) = action.precondition else { return nil }
        return container
    }
}

extension CallCursor {
    fileprivate mutating func makeNew() -> Bool {
        guard take(.create) else { return false }
        skip([.connectNew])
        return take(.startNew)
    }

    /// Started, or stopped and started again after a container that it depends on was replaced.
    fileprivate mutating func startPinned() -> Bool {
        guard !take(.unpause) else { return true }
        _ = take(.stop)
        return take(.start)
    }

    fileprivate mutating func changePinned() -> Bool {
        let before = count
        _ = take(.rename)
        _ = take(.update) || take(.restartOff)
        skip([.disconnect, .connect])
        return count < before
    }

    /// The old container is removed last, after the wait for the new one. Where it was set aside earlier, the
    /// unfinished container that has its name is removed first.
    fileprivate mutating func replace(_ pinned: ContainerPrecondition?, _ name: String) -> Bool {
        guard let pinned else { return false }
        _ = take(.restartOff)
        guard !pinned.isAlive || take(.stop) else { return false }
        let isAside = pinned.names.contains { $0.hasSameBytes(as: SetAsideName.name(name, of: pinned.id)) }
        guard isAside || take(.setAside) else { return false }
        if pinned.continues(name) { removeHalfMade() }
        return makeNew() && take(.waitNew) && take(.remove)
    }

    fileprivate mutating func restorePinned() -> Bool {
        guard take(.putBack) else { return false }
        _ = take(.update) || take(.restartOff)
        skip([.disconnect, .connect])
        return true
    }

    /// The container is left in its state, or it is started.
    fileprivate mutating func runOn() -> Bool {
        skip([.waitOther])
        return isAtEnd || (take(.unpause) || take(.start)) && ends(with: .wait)
    }
}
