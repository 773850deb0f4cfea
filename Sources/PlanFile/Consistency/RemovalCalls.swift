import Domain

/// The calls of a delete or an untag.
struct RemovalCalls {
    private let action: Action

    init(_ action: Action) { self.action = action }

    /// `nil` where they are the calls of the action on the pinned object.
    var fault: CallFault? {
        switch action.precondition {
        case .container(let container): fault(removing: container)
        case .image(let image): only { wrongPart(of: $0, removing: image) }
        case .volume(let volume): only { wrongPart(of: $0, .removeVolume(name: volume.name)) }
        case .network(let network): only { wrongPart(of: $0, .removeNetwork(id: network.id)) }
        case .absent: .at(0, .operation)
        }
    }

    /// A stop that is itself the deletion, or a removal with or without a stop before it. What a replacement set aside may
    /// wait for its successor first.
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

/// A step as it looks to the container that it should remove.
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
