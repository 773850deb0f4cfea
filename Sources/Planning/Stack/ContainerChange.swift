import Domain

/// What one container of the stack needs, before its steps are written down.
enum ContainerChange {
    case nothing
    case create
    case start(ObservedContainer, [Action.AttributeChange])
    /// `restarts`: it depends on a container that is replaced, too.
    case update(ObservedContainer, [Action.AttributeChange], restarts: Bool)
    /// The observed container is the old one. `halfMade`: the new one of an earlier replacement that did not end; it is
    /// removed first.
    case replace(ObservedContainer, [Action.AttributeChange], ActionReason, halfMade: ObservedContainer? = nil)
    /// Stop and start again after a container that it depends on was replaced.
    case restart(ObservedContainer)
    /// A container that was set aside gets its name back and the attributes that the stack wants. `starts`: it does not
    /// run, and the Engine can start it as it is.
    case restore(ObservedContainer, [Action.AttributeChange], starts: Bool)
    /// Left as it is, and why.
    case blocked(String)

    /// Whether another container bears the name afterwards.
    var makesAnew: Bool {
        switch self {
        case .create, .replace: true
        case .nothing, .start, .update, .restart, .restore, .blocked: false
        }
    }

    var isReplaced: Bool {
        switch self {
        case .replace: true
        case .nothing, .create, .start, .update, .restart, .restore, .blocked: false
        }
    }

    var isBlocked: Bool { blockedReason != nil }

    /// Whether the container runs afterwards, which is `standing` now.
    func leavesRunning(_ standing: ObservedContainer?) -> Bool {
        switch self {
        case .create, .start, .replace, .restart: true
        case .restore(let container, _, let starts): starts || container.state == .running
        case .update(let container, _, _): container.state == .running || starts && container.state.canStart
        case .nothing, .blocked: standing?.state == .running
        }
    }

    var blockedReason: String? {
        switch self {
        case .blocked(let reason): reason
        case .nothing, .create, .start, .update, .replace, .restart, .restore: nil
        }
    }

    var observed: ObservedContainer? {
        switch self {
        case .start(let container, _), .update(let container, _, _), .replace(let container, _, _, _),
            .restart(let container), .restore(let container, _, _):
            container
        case .nothing, .create, .blocked: nil
        }
    }

    /// The new container of an earlier replacement that did not end, which this replacement removes.
    var halfMade: ObservedContainer? {
        guard case .replace(_, _, _, let halfMade) = self else { return nil }
        return halfMade
    }

    /// The differences from the stack that this change removes.
    var changes: [Action.AttributeChange] {
        switch self {
        case .start(_, let changes), .update(_, let changes, _), .replace(_, let changes, _, _),
            .restore(_, let changes, _):
            changes
        case .nothing, .create, .restart, .blocked: []
        }
    }

    /// Whether it leads to a start, for which everything that the container depends on must be there.
    var starts: Bool {
        switch self {
        case .create, .start, .replace, .restart: true
        case .update(_, let changes, let restarts): restarts || changes.contains { $0.attribute.family == .state }
        case .restore(_, _, let starts): starts
        case .nothing, .blocked: false
        }
    }

    /// Whether its processes, and with them its namespaces, begin anew though the container stays.
    var beginsAnew: Bool {
        switch self {
        case .start(let container, _): !container.state.isAlive
        case .update(let container, _, let restarts): restarts || starts && !container.state.isAlive
        case .restart, .restore: true
        case .nothing, .create, .replace, .blocked: false
        }
    }

    /// Whether the container that is there is stopped.
    var stopsFirst: Bool {
        switch self {
        case .replace, .restart: true
        case .update(_, _, let restarts): restarts
        case .nothing, .create, .start, .restore, .blocked: false
        }
    }
}

extension ContainerState {
    /// Whether the Engine can start it with one call; it starts no container whose removal failed (`dead`).
    var canStart: Bool {
        switch self {
        case .created, .exited, .paused: true
        case .running, .restarting, .removing, .dead: false
        }
    }
}
