import Domain

/// The steps that undo a replacement that failed or was interrupted, in the reverse order of its steps.
///
/// Only steps that this run sent and whose effect was observed are undone, so an unknown outcome needs no guess.
/// Changes of others are left alone.
struct ReplacementReversal {
    private let action: Action
    private let outcomes: [Int: StepOutcome]
    private let kept: KeptContainer?
    private let state: ReplacementState

    init(_ progress: ActionProgress, _ state: ReplacementState) {
        action = progress.action
        outcomes = progress.outcomes
        kept = progress.kept
        self.state = state
    }

    /// Nothing where the old container is gone: without it, the new one is all there is.
    var steps: [Step] {
        guard state.old != nil else { return [] }
        return (removalOfNew + [nameRestoration, policyRestoration, restart]).compactMap(\.self)
    }

    private var removalOfNew: [Step?] {
        guard let new = state.new else { return [] }
        let stop = Step.stopContainer(id: new.id, graceSeconds: grace, removesItself: false)
        return [new.precondition.isAlive ? stop : nil, .removeContainer(id: new.id)]
    }

    /// The stop timeout of the new container, in seconds.
    private var grace: Int? { create?["StopTimeout"]?.integer.map(Int.init) }

    private var create: JSON? { action.steps.first { $0.operation == .createContainer }?.body }

    /// Whether the old container, which an earlier run set aside, gets its name back: only once nothing else bears it.
    private var comesBack: Bool {
        let removals = action.steps.indices.filter { action.removesHalfMade(action.steps[$0]) }
        return action.continuesReplacement && removals.allSatisfy { outcomes[$0]?.isSuccess ?? false }
    }

    private var nameRestoration: Step? {
        if comesBack, let old = state.old, !old.name.hasSameBytes(as: action.address.name) {
            return .renameContainer(id: old.precondition.id, from: old.name, to: action.address.name)
        }
        return reversedRename
    }

    private var reversedRename: Step? {
        reversal { step in
            guard case .renameContainer(let id, let from, let to) = step, let old = state.old else { return nil }
            return old.name.hasSameBytes(as: to) ? .renameContainer(id: id, from: to, to: from) : nil
        }
    }

    /// The restart policy before an earlier run turned it off is unknown, so the stack's policy is restored.
    private var policyRestoration: Step? {
        guard comesBack, let old = state.old, let wanted = create?["HostConfig"]?["RestartPolicy"] else {
            return reversedPolicyUpdate
        }
        guard wanted["Name"]?.string != old.restartPolicy["Name"]?.string else { return nil }
        return .updateContainer(id: old.precondition.id, body: ["RestartPolicy": wanted])
    }

    private var reversedPolicyUpdate: Step? {
        reversal { step in
            guard case .updateContainer(let id, _) = step, let old = state.old, let kept else { return nil }
            guard old.restartPolicy != kept.restartPolicy else { return nil }
            return .updateContainer(id: id, body: ["RestartPolicy": kept.restartPolicy])
        }
    }

    /// Starts the old container again where this run stopped it, or where an earlier run had set it aside and it is no
    /// job.
    private var restart: Step? {
        guard comesBack, let old = state.old, !isJob else { return reversedStop }
        return old.precondition.isAlive ? nil : .startContainer(.pinned(id: old.precondition.id))
    }

    /// Whether it is a job that others wait to complete: a job is not started again.
    private var isJob: Bool {
        action.steps.contains { step in
            guard case .waitContainer(.created(let name), .completed, _) = step else { return false }
            return name.hasSameBytes(as: action.address.name)
        }
    }

    private var reversedStop: Step? {
        reversal(counting: [.done, .unknown]) { step in
            guard case .stopContainer(let id, _, _) = step, let old = state.old else { return nil }
            return old.precondition.isAlive ? nil : .startContainer(.pinned(id: id))
        }
    }

    private func reversal(
        counting: Set<StepOutcome> = [.done, .already, .unknown],
        _ undo: (Step) -> Step?
    ) -> Step? {
        let sent = action.steps.indices.filter { outcomes[$0].map(counting.contains) ?? false }
        return sent.compactMap { undo(action.steps[$0]) }.first
    }
}
