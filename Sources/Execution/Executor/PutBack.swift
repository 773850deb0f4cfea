internal import Domain

/// The way back of a replacement that failed or was interrupted, in the reverse order of its steps.
///
/// It undoes what this run sent, and of that only what a look found to be so: an unknown outcome needs no guess. It
/// changes nothing that others changed.
struct PutBack {
    /// What stands where.
    struct Scene: Sendable, Hashable {
        /// The container that this run's create made: known by its label.
        let new: CreatedContainer?
        let old: Old?

        struct Old: Sendable, Hashable {
            let name: String
            let restartPolicy: JSON
            let precondition: ContainerPrecondition
        }
    }

    private let action: Action
    private let outcomes: [Int: StepOutcome]
    private let kept: KeptContainer?
    private let scene: Scene

    init(_ track: Track, _ scene: Scene) {
        action = track.action
        outcomes = track.outcomes
        kept = track.kept
        self.scene = scene
    }

    var steps: [Step] { (newGoes + [oldName, oldPolicy, oldStart]).compactMap(\.self) }

    private var newGoes: [Step?] {
        guard let new = scene.new else { return [] }
        let stop = Step.stopContainer(id: new.id, graceSeconds: grace, removesItself: false)
        return [new.precondition.isAlive ? stop : nil, .removeContainer(id: new.id)]
    }

    /// What the new container asks for.
    private var grace: Int? { create?["StopTimeout"]?.integer.map(Int.init) }

    private var create: JSON? { action.steps.first { $0.operation == .createContainer }?.body }

    /// Where this run found the old one standing aside, it comes back from there once nothing else has its name.
    private var comesBack: Bool {
        let removals = action.steps.indices.filter { action.removesHalfMade(action.steps[$0]) }
        return action.continuesReplacement && removals.allSatisfy { outcomes[$0]?.isSuccess ?? false }
    }

    private var oldName: Step? {
        if comesBack, let old = scene.old, !old.name.hasSameBytes(as: action.address.name) {
            return .renameContainer(id: old.precondition.id, from: old.name, to: action.address.name)
        }
        return sentName
    }

    private var sentName: Step? {
        sent { step in
            guard case .renameContainer(let id, let from, let to) = step, let old = scene.old else { return nil }
            return old.name.hasSameBytes(as: to) ? .renameContainer(id: id, from: to, to: from) : nil
        }
    }

    /// The policy that it had, before another run turned it off, nobody knows: the stack's is likely.
    private var oldPolicy: Step? {
        guard comesBack, let old = scene.old, let wanted = create?["HostConfig"]?["RestartPolicy"] else {
            return sentPolicy
        }
        guard wanted["Name"]?.string != old.restartPolicy["Name"]?.string else { return nil }
        return .updateContainer(id: old.precondition.id, body: ["RestartPolicy": wanted])
    }

    private var sentPolicy: Step? {
        sent { step in
            guard case .updateContainer(let id, _) = step, let old = scene.old, let kept else { return nil }
            guard old.restartPolicy != kept.restartPolicy else { return nil }
            return .updateContainer(id: id, body: ["RestartPolicy": kept.restartPolicy])
        }
    }

    /// A stop that found it stopped already is nothing to undo.
    private var oldStart: Step? {
        guard comesBack, let old = scene.old, !isJob else { return sentStart }
        return old.precondition.isAlive ? nil : .startContainer(.pinned(id: old.precondition.id))
    }

    /// Others wait until it has done its work: it is not begun once more.
    private var isJob: Bool {
        action.steps.contains { step in
            guard case .waitContainer(.created(let name), .completed, _) = step else { return false }
            return name.hasSameBytes(as: action.address.name)
        }
    }

    private var sentStart: Step? {
        sent(counting: [.done, .unknown]) { step in
            guard case .stopContainer(let id, _, _) = step, let old = scene.old else { return nil }
            return old.precondition.isAlive ? nil : .startContainer(.pinned(id: id))
        }
    }

    private func sent(
        counting: Set<StepOutcome> = [.done, .already, .unknown],
        _ undo: (Step) -> Step?
    ) -> Step? {
        let sent = action.steps.indices.filter { outcomes[$0].map(counting.contains) ?? false }
        return sent.compactMap { undo(action.steps[$0]) }.first
    }
}

extension PutBack.Scene {
    /// For people who must go on by hand.
    var sentence: String {
        [new.map(text), old.map(text) ?? "the old container is gone"].compactMap(\.self).joined(separator: "; ")
    }

    private func text(_ new: CreatedContainer) -> String {
        "the new container \(new.id.prefix(12)) is \(state(new.precondition)), under the name \(new.name)"
    }

    private func text(_ old: Old) -> String {
        "the old container \(old.precondition.id.prefix(12)) is \(state(old.precondition)), under the name \(old.name)"
    }

    private func state(_ container: ContainerPrecondition) -> String { container.isAlive ? "running" : "stopped" }
}
