internal import Classification
internal import Domain

/// What one look at the host says of a wave before it is sent.
struct WaveLook: Sendable {
    /// Why a step must not be sent, by its place.
    let forbidden: [StepRecord.Place: String]
    let preserved: [PreservedObject]
    /// What undoing a replacement needs, by the position of its action.
    let kept: [Int: KeptContainer]
    let expectedContainers: Set<String>

    func known(_ schedule: Schedule) -> Completed {
        var known = schedule.completed
        known.expectedContainers = expectedContainers
        return known
    }

    /// Where one step is forbidden, the others of the wave are held back too, but for what goes on after any failure.
    func isAllowed(_ intent: IntendedStep, _ schedule: Schedule) -> Bool {
        forbidden.isEmpty || forbidden[intent.place] == nil && schedule.goesOn(intent.place.action)
    }

    /// The results of the steps that are not allowed.
    func results(of wave: [IntendedStep], _ schedule: Schedule, at now: Timestamp) -> [StepResult] {
        wave.filter { !isAllowed($0, schedule) }.map { intent in
            let why = forbidden[intent.place]
            return StepResult(
                intent.record(why == nil ? .skipped : .failed, why ?? "an earlier step failed", at: now)
            )
        }
    }
}

/// Whether an action may still touch what it touches, by the verdicts of a fresh look.
struct WaveJudge {
    private let live: LiveState
    private let completed: Completed

    init(_ live: LiveState, _ completed: Completed) {
        self.live = live
        self.completed = completed
    }

    /// Why a step must not be sent; `nil` where it may. The pinned object must be of the class that was planned, and so
    /// must the container that this run made in its place.
    func objection(to intent: IntendedStep) -> String? {
        guard !intent.step.isWait else { return nil }
        let action = intent.action
        let made = completed.created(action.address.name).flatMap(live.verdict(onContainer:))
        let verdicts = [live.verdict(on: action), action.address.kind == .container ? made : nil]
        return verdicts.compactMap(\.self).first { !isRight($0, action) }.map {
            "not sent: it is \($0.class.rawValue) now, by \($0.rule.name.rawValue)"
        }
    }

    private func isRight(_ verdict: ClassifiedResource, _ action: Action) -> Bool {
        if verdict.class == action.class { return true }
        // No rule knows the name that this run gave it.
        return verdict.class == .unknown && verdict.rule.name == .noRule && isRenamed(action)
    }

    private func isRenamed(_ action: Action) -> Bool {
        guard case .container(let pinned) = action.precondition else { return false }
        return completed.container(pinned.id).map { $0.names != pinned.names } ?? false
    }
}
