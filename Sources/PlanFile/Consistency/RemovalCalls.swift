import Domain

/// The calls of a delete or an untag.
struct RemovalCalls {
    private let action: Action

    init(_ action: Action) { self.action = action }

    /// The first call that is wrong; `nil` where the calls are exactly those that remove the pinned object.
    var fault: CallFault? {
        switch action.precondition {
        case .container(let container): fault(removing: container)
        case .image(let image): only { wrongPart(of: $0, removing: image) }
        case .volume(let volume): only { wrongPart(of: $0, .removeVolume(name: volume.name)) }
        case .network(let network): only { wrongPart(of: $0, .removeNetwork(id: network.id)) }
        case .absent: .at(0, .operation)
        }
    }

    /// Three orders are allowed: a stop that is itself the deletion (`AutoRemove`), a removal, or a stop and a removal.
    /// The removal of a container that was set aside may begin with a wait for its successor.
    private func fault(removing container: ContainerPrecondition) -> CallFault? {
        let all = action.steps.map { ContainerCall($0, on: container.id) }
        let waits = action.reason == .setAside && all.first == .waitOther ? 1 : 0
        let calls = Array(all.dropFirst(waits))
        let orders: [[ContainerCall]] = [[.removingStop], [.removal], [.stop, .removal]]
        if orders.contains(calls) { return nil }
        let right = (0...calls.count).last { count in orders.contains { $0.starts(with: calls.prefix(count)) } } ?? 0
        guard right < calls.count else { return .endsEarly }
        return .at(waits + right, calls[right] == .otherContainer ? .target : .operation)
    }

    private func only(_ wrongPart: (Step) -> CallFault.Part?) -> CallFault? {
        guard let first = action.steps.first else { return .endsEarly }
        if let part = wrongPart(first) { return .at(0, part) }
        return action.steps.count == 1 ? nil : .at(1, .operation)
    }

    /// By its tag; by its ID only where it has none.
    private func wrongPart(of step: Step, removing image: ImagePrecondition) -> CallFault.Part? {
        guard image.tags.isEmpty else {
            guard case .removeImageReference(let reference, let imageID) = step else { return .operation }
            guard reference.hasSameBytes(as: action.address.name) else { return .target }
            return imageID.hasSameBytes(as: image.id) ? nil : .imageID
        }
        return action.kind == .delete ? wrongPart(of: step, .removeImage(id: image.id)) : .operation
    }

    private func wrongPart(of step: Step, _ right: Step) -> CallFault.Part? {
        guard step.operation == right.operation else { return .operation }
        return step.target.hasSameBytes(as: right.target) ? nil : .target
    }
}

/// What a step does to the container that the action removes.
private enum ContainerCall: Equatable {
    case stop
    case removingStop
    case removal
    /// A wait for a container that stands already.
    case waitOther
    /// A stop or a removal of another container.
    case otherContainer
    /// Any other call.
    case stray

    init(_ step: Step, on container: String) {
        if case .stopContainer(let id, _, let removesItself) = step, id.hasSameBytes(as: container) {
            self = removesItself ? .removingStop : .stop
        } else if case .removeContainer(let id) = step, id.hasSameBytes(as: container) {
            self = .removal
        } else if case .waitContainer(.pinned(let id), _, _) = step, !id.hasSameBytes(as: container) {
            self = .waitOther
        } else {
            self = step.isStop || step.operation == .removeContainer ? .otherContainer : .stray
        }
    }
}

/// Reads an action's calls from first to last.
struct CallCursor {
    private var rest: ArraySlice<StackCall>

    init(_ calls: [StackCall]) { rest = calls[...] }

    var isAtEnd: Bool { rest.isEmpty }

    var count: Int { rest.count }

    /// Goes past the next call and says so, if it is this one.
    mutating func take(_ call: StackCall) -> Bool {
        guard rest.first == call else { return false }
        rest.removeFirst()
        return true
    }

    /// Whether nothing comes any more, or only this call.
    mutating func ends(with call: StackCall) -> Bool {
        _ = take(call)
        return isAtEnd
    }

    /// Skips the calls that remove the unfinished new container of an earlier replacement.
    mutating func removeHalfMade() {
        if case .stopHalfMade(let id) = rest.first {
            guard rest.dropFirst().first == .removeHalfMade(id) else { return }
            rest.removeFirst()
        }
        if case .removeHalfMade = rest.first { rest.removeFirst() }
    }

    /// Goes past as many of these calls as come next.
    mutating func skip(_ calls: [StackCall]) { rest = rest.drop(while: calls.contains) }
}

/// The first step of an action that is not the call which the action makes there.
struct CallFault: Equatable {
    /// What of the step is wrong.
    enum Part: String {
        case operation = "op"
        case target
        case imageID = "image_id"
        case oldName = "from"
        case newName = "to"
        case removesItself = "removes_itself"
    }

    /// `nil` where the calls end too early.
    let step: (index: Int, part: Part)?

    static let endsEarly = CallFault(step: nil)

    static func at(_ index: Int, _ part: Part) -> CallFault { CallFault(step: (index, part)) }

    static func == (one: CallFault, other: CallFault) -> Bool {
        one.step?.index == other.step?.index && one.step?.part == other.step?.part
    }

    /// Below the action.
    var path: String { step.map { "steps[\($0.index)].\($0.part.rawValue)" } ?? "steps" }

    var problem: String {
        switch step?.part {
        case nil: "a call of this action is missing at the end"
        case .operation: "this action makes no such call here"
        case .target: "the call is for another object than the action"
        case .imageID: "the call is for another image than the action"
        case .oldName: "the container does not bear this name"
        case .newName: "the action does not give its container this name"
        case .removesItself: "this action removes no container by its stop"
        }
    }
}
