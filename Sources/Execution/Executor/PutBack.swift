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
    private var grace: Int? {
        action.steps.lazy.compactMap { step -> Int? in
            guard case .createContainer(_, _, _, _, let body) = step else { return nil }
            return body["StopTimeout"]?.integer.map(Int.init)
        }.first
    }

    private var oldName: Step? {
        sent { step in
            guard case .renameContainer(let id, let from, let to) = step, let old = scene.old else { return nil }
            return old.name.hasSameBytes(as: to) ? .renameContainer(id: id, from: to, to: from) : nil
        }
    }

    private var oldPolicy: Step? {
        sent { step in
            guard case .updateContainer(let id, _) = step, let old = scene.old, let kept else { return nil }
            guard old.restartPolicy != kept.restartPolicy else { return nil }
            return .updateContainer(id: id, body: ["RestartPolicy": kept.restartPolicy])
        }
    }

    /// A stop that found it stopped already is nothing to undo.
    private var oldStart: Step? {
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
