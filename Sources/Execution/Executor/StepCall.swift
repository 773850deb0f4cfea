package import Domain

/// One step on its way to the Engine: the schedule makes it, the journal records it, ``TargetVerifier`` checks its
/// target, and ``MutatingEngine`` sends it.
package struct StepCall: Sendable, Hashable {
    package let place: StepRecord.Place
    package let action: Action
    package let step: Step
    /// What this run knows before the call.
    var known: RunState
    /// Whether it may still be sent once nothing new begins: it finishes or undoes an action that has begun.
    var mayFollowHalt = false

    init(place: StepRecord.Place, action: Action, step: Step, known: RunState) {
        self.place = place
        self.action = action
        self.step = step
        self.known = known
    }

    /// The value of `reconcile.step` on what the call creates: which step of which plan file made it.
    var mark: String { StepMark.text(known.planFileHash, place) }

    /// Whether it undoes a replacement: such steps stand behind those of the plan.
    var isOfReversal: Bool { place.step >= action.steps.count }

    /// The pinned object with the completed steps of this run applied.
    var expectation: Precondition { known.expectation(action.precondition) }

    /// What a container must be before a call names it: the pinned one of the action, or one that this run made.
    func expectation(ofContainer id: String) -> ContainerPrecondition? {
        if case .container(let pinned) = expectation, pinned.id == id { return pinned }
        return known.isCreated(id) ? known.container(id) : nil
    }

    /// Whether it stops or removes the new container that an earlier replacement left unfinished; the action itself
    /// pins the old one, which is set aside.
    var isOfHalfMade: Bool {
        guard step.isStop || step.operation == .removeContainer, action.continuesReplacement else { return false }
        return step.target != action.precondition.objectID && !known.isCreated(step.target)
    }

    /// The container that the call moves; `nil` where it moves none or removes it.
    var containerID: String? {
        guard case .changes(let target, _) = step.effect else { return nil }
        return id(of: target)
    }

    /// The ID that a target stands for; `nil` for a container that this run has not made.
    func id(of target: ContainerTarget) -> String? {
        switch target {
        case .pinned(let id): id
        case .created(let name): known.created(name)
        }
    }
}

/// The label that ties an object to the step that made it.
enum StepMark {
    static let label = "reconcile.step"

    /// `<plan file hash>:<action>.<step>`, both from 1.
    static func text(_ planFileHash: String, _ place: StepRecord.Place) -> String {
        "\(planFileHash):\(place.action + 1).\(place.step + 1)"
    }
}

extension Action {
    /// Whether it continues a replacement that did not end: the pinned container does not bear the action's name.
    var continuesReplacement: Bool {
        guard kind == .replace, case .container(let pinned) = precondition else { return false }
        return !pinned.names.contains(where: address.name.hasSameBytes)
    }

    /// Whether a step removes the new container that the earlier replacement left unfinished.
    func removesHalfMade(_ step: Step) -> Bool {
        guard continuesReplacement, case .container(let id) = step.removed else { return false }
        return id != precondition.objectID
    }
}
