import Domain

/// How far one action of a plan has come.
struct ActionProgress {
    enum Phase {
        case going
        /// Every step was done.
        case done
        /// A step failed, or the run stopped in the middle of a replacement, before the new container was well: the
        /// steps that were sent must be undone.
        case awaitingReversal
        case reversing
        /// The action ended without success; the steps that could be undone were undone.
        case failed
    }

    let action: Action
    /// The steps of the plan, followed by those that undo a replacement.
    private(set) var steps: [Step]
    private(set) var outcomes: [Int: StepOutcome] = [:]
    private(set) var next = 0
    private(set) var phase = Phase.going
    var isInFlight = false
    /// The state of the old container before the first step of its replacement, which undoing needs.
    var kept: KeptContainer?

    init(_ action: Action) {
        self.action = action
        steps = action.steps
    }

    /// Whether the action belongs to the stack rather than to the clean-up.
    var isStack: Bool {
        switch action.kind {
        case .create, .start, .update, .replace, .restore, .pull: true
        case .delete, .untag: false
        }
    }

    var object: Address { Address(action.address.kind, action.precondition.objectID) }

    /// Whether at least one step ended and another is to come.
    var isUnderWay: Bool {
        switch phase {
        case .going: next > 0
        case .awaitingReversal, .reversing: true
        case .done, .failed: false
        }
    }

    var isInSlowCall: Bool { isInFlight && steps[next].isSlow }

    /// Whether a call of the action was tried; a wait alone changes nothing.
    var hasBegun: Bool { outcomes.contains { $0.value != .skipped && !steps[$0.key].isWait } }

    /// Whether everything is done but to see that a started container without a health check runs on. Who must wait for
    /// more has a wait of its own.
    var onlyWatches: Bool {
        guard phase == .going, [.create, .start].contains(action.kind), next > 0 else { return false }
        return steps[next...].allSatisfy { step in
            guard case .waitContainer(_, .running, _) = step else { return false }
            return true
        }
    }

    /// Whether only the removal of the old container is left, so that the new one is well.
    var isOnlyRemovalLeft: Bool {
        guard action.kind == .replace, next == action.steps.count - 1 else { return false }
        return action.steps[next].operation == .removeContainer
    }

    /// The step of the plan that ended without success; `nil` where none did, or was not begun.
    var failedStep: Step? {
        steps.indices.first { outcomes[$0] == .failed || outcomes[$0] == .unknown }.map { steps[$0] }
    }

    /// The steps whose outcome is unknown, in their order.
    var unknownSteps: [Step] { steps.indices.filter { outcomes[$0] == .unknown }.map { steps[$0] } }

    mutating func apply(_ record: StepRecord) {
        let step = record.place.step
        // The new container is well by then and stays; the next plan removes the old one, which is set aside.
        let isFinished = isOnlyRemovalLeft
        isInFlight = false
        outcomes[step] = record.outcome
        next = step + 1
        if !record.outcome.isSuccess {
            let isHalfWay = phase == .going && action.kind == .replace && hasBegun && !isFinished
            phase = isHalfWay ? .awaitingReversal : .failed
        } else if next == steps.count {
            phase = phase == .reversing ? .failed : .done
        }
    }

    /// Stops a replacement that is under way, to be put back.
    mutating func interrupt() {
        guard phase == .going, action.kind == .replace, hasBegun, !isInFlight, !isOnlyRemovalLeft else { return }
        phase = .awaitingReversal
    }

    /// - Returns: The steps of the plan that are never reached.
    mutating func reverse(by undoing: [Step]) -> Range<Int> {
        let unreached = next..<action.steps.count
        next = action.steps.count
        steps = action.steps + undoing
        phase = undoing.isEmpty ? .failed : .reversing
        return unreached
    }

    mutating func fail() { phase = phase == .done ? .done : .failed }
}

/// A container before its replacement.
struct KeptContainer: Sendable, Hashable {
    /// `HostConfig.RestartPolicy`.
    let restartPolicy: JSON
}
