import Domain

/// The calls of an action that brings a stack about, in their order.
struct StackCalls {
    private let action: Action

    init(_ action: Action) { self.action = action }

    var fit: Bool {
        switch action.address.kind {
        case .image, .network, .volume: action.steps.count == 1 && action.steps.allSatisfy(makesObject)
        case .container: containerCallsFit
        }
    }

    private func makesObject(_ step: Step) -> Bool {
        step.effect == .creates(action.address.kind) && step.target.hasSameBytes(as: action.address.name)
    }

    private var containerCallsFit: Bool {
        var calls = CallCursor(action.steps.map { StackCall($0, on: pinned, name: action.address.name) })
        calls.skip([.waitOther])
        switch action.kind {
        case .create: return calls.makeNew() && calls.ends(with: .waitNew)
        case .start: return calls.startPinned() && calls.ends(with: .wait)
        case .update: return calls.changePinned() && calls.runOn()
        case .replace: return calls.replace(pinned, action.address.name) && calls.isAtEnd
        case .restore: return calls.restorePinned() && calls.runOn()
        case .pull, .delete, .untag: return false
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

    /// The old one is removed last, after the new one was waited for. Where it stands aside already, what has its name goes
    /// before.
    fileprivate mutating func replace(_ pinned: ContainerPrecondition?, _ name: String) -> Bool {
        guard let pinned else { return false }
        _ = take(.restartOff)
        guard take(.stop) == pinned.isAlive else { return false }
        let isAside = pinned.names.contains { $0.hasSameBytes(as: SetAsideName.name(name, of: pinned.id)) }
        guard take(.setAside) != isAside else { return false }
        if pinned.continues(name) { removeHalfMade() }
        return makeNew() && take(.waitNew) && take(.remove)
    }

    fileprivate mutating func restorePinned() -> Bool {
        guard take(.putBack) else { return false }
        _ = take(.update) || take(.restartOff)
        skip([.disconnect, .connect])
        return true
    }

    /// Left as it runs or stands, or started.
    fileprivate mutating func runOn() -> Bool {
        skip([.waitOther])
        return isAtEnd || (take(.unpause) || take(.start)) && ends(with: .wait)
    }
}
