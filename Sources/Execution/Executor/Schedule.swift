import Domain

/// Which steps may be sent next, given what became of the earlier ones. A value: it does no I/O.
struct Schedule {
    /// Why nothing new may begin; the later cases outrank the earlier ones.
    enum Halt: Int, Comparable {
        /// A protected or unknown object is in the way of the plan. Actions of the stack that have begun are finished.
        case forbidden
        /// A person asked to stop. An action that has begun is finished where that needs no wait, and otherwise undone.
        case interrupted
        /// The Engine does not answer. What has begun stays as it is.
        case lost

        static func < (lhs: Halt, rhs: Halt) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    private(set) var progress: [ActionProgress]
    let index: [Address: Int]
    private(set) var records: [StepRecord] = []
    private(set) var completed: RunState
    private(set) var halt: Halt?
    /// Why no further step may begin.
    private(set) var stopReason: String?
    /// Replacements that were neither finished nor undone because the Engine was lost.
    private(set) var abandoned: Set<Int> = []

    /// `planFileHash`: what the run creates bears it.
    init(_ plan: Plan, planFileHash: String) {
        completed = RunState(planFileHash: planFileHash)
        progress = plan.actions.map(ActionProgress.init)
        index = Dictionary(firstWins: plan.actions.enumerated().map { ($1.address, $0) })
    }

    /// The next step of every action whose dependencies are done, and of every replacement that is being undone. Once
    /// everything is stopped, nothing new begins. At most `slots` calls are under way; actions that have begun come
    /// first.
    ///
    /// The tags of one image go one at a time: each is verified against the tags that are left.
    func ready(atMost slots: Int) -> [StepCall] {
        var objects = Set(progress.filter(\.isInFlight).map(\.object))
        var wave = Wave(slots: slots, slowUnderWay: slowCallsUnderWay)
        for position in begunFirst where !wave.isFull && mayRun(position) {
            let call = call(position)
            guard wave.hasSlot(for: call), objects.insert(progress[position].object).inserted else { continue }
            wave.add(call)
        }
        let steps = wave.steps.sorted { $0.place < $1.place }
        // A volume may come into use while another call is under way after the same observation. Removals of volumes
        // therefore go alone, several at a time: each is preceded by an observation of the whole host.
        let others = steps.filter { $0.step.operation != .removeVolume }
        return !isRemovingVolumes && others.allSatisfy(\.step.isWait) ? steps : others
    }

    private var begunFirst: [Int] {
        progress.indices.filter { progress[$0].isUnderWay } + progress.indices.filter { !progress[$0].isUnderWay }
    }

    /// Whether a wait or a slow call is under way.
    var hasCallsUnderWay: Bool { progress.contains(where: \.isInFlight) }

    private var isRemovingVolumes: Bool {
        progress.contains { $0.isInFlight && $0.steps[$0.next].operation == .removeVolume }
    }

    var slowCallsUnderWay: Int { progress.count(where: \.isInSlowCall) }

    /// Whether some container is in the middle of its replacement.
    var isReplacing: Bool { progress.indices.contains(where: isReplacing) }

    private func isReplacing(_ position: Int) -> Bool {
        let current = progress[position]
        switch current.phase {
        case .going: return current.action.kind == .replace && current.hasBegun
        case .awaitingReversal, .reversing: return true
        case .done, .failed: return false
        }
    }

    var awaitingReversal: [Int] { progress.indices.filter { progress[$0].phase == .awaitingReversal } }

    /// Whether an action goes on although nothing new begins. After an interruption a stopped container is still
    /// started and a network joined again, but nothing is waited for.
    func goesOn(_ position: Int) -> Bool {
        let current = progress[position]
        if current.phase == .reversing { return true }
        guard current.phase == .going, current.isStack, current.hasBegun, current.next < current.steps.count else {
            return false
        }
        switch halt {
        case nil, .forbidden: return true
        case .lost: return false
        case .interrupted:
            switch current.action.kind {
            case .replace: return current.isOnlyRemovalLeft
            case .start, .update, .restore: return !current.steps[current.next].isWait
            case .create, .delete, .untag, .pull: return false
            }
        }
    }

    mutating func halt(_ halt: Halt, because reason: String) {
        self.halt = max(self.halt ?? halt, halt)
        stopReason = stopReason ?? reason
        guard self.halt == .interrupted else { return }
        for position in progress.indices { progress[position].interrupt() }
    }

    /// Gives up what is under way too.
    mutating func lose(because reason: String) {
        let half = progress.indices.filter(isReplacing)
        let names = half.map { progress[$0].action.address.description }.joined(separator: ", ")
        let rest = half.isEmpty ? "" : "; in the middle of its replacement: \(names)"
        halt(.lost, because: reason)
        stopReason = reason + rest
        abandoned.formUnion(half)
        for position in progress.indices { progress[position].fail() }
    }

    /// Notes the waits and slow calls that go on beside the waves.
    mutating func begin(_ calls: [StepCall]) {
        for call in calls { progress[call.place.action].isInFlight = true }
    }

    /// Begins to undo a replacement; the steps of the plan that were not reached are skipped for good.
    ///
    /// - Returns: Those steps, for the record.
    mutating func reverse(
        _ position: Int,
        by undoing: [Step],
        oldIsGone: Bool,
        at now: Timestamp
    ) -> [StepRecord] {
        let unreached = progress[position].reverse(by: undoing)
        let note =
            oldIsGone ? "; the old container is gone, so the new one stays" : undoing.isEmpty ? "" : "; it is put back"
        let skipped = skipped(position, unreached, because: reasonToSkip(position) + note, at: now)
        records += skipped
        return skipped
    }

    mutating func keep(_ container: KeptContainer, at position: Int) { progress[position].kept = container }

    private func mayRun(_ position: Int) -> Bool {
        let current = progress[position]
        guard !current.isInFlight, current.next < current.steps.count else { return false }
        switch current.phase {
        case .going: return halt == nil ? current.isUnderWay || isUnblocked(position) : goesOn(position)
        case .reversing: return true
        case .done, .awaitingReversal, .failed: return false
        }
    }

    /// What only starts a container begins as soon as those that it depends on are started: all of them are then watched
    /// together.
    private func isUnblocked(_ position: Int) -> Bool {
        let starts = [.create, .start].contains(progress[position].action.kind)
        return progress[position].action.dependsOn.allSatisfy { address in
            index[address].map { progress[$0].phase == .done || starts && progress[$0].onlyWatches } ?? true
        }
    }

    private func call(_ position: Int) -> StepCall {
        let current = progress[position]
        let place = StepRecord.Place(action: position, step: current.next)
        var call = StepCall(place: place, action: current.action, step: current.steps[current.next], known: completed)
        call.mayFollowHalt = goesOn(position)
        return call
    }
}

extension Schedule {
    mutating func apply(_ results: [StepResult]) {
        for result in results.sorted(by: { $0.record.place < $1.record.place }) { apply(result) }
    }

    private mutating func apply(_ result: StepResult) {
        let record = result.record
        records.append(record)
        progress[record.place.action].apply(record)
        // Also a container that is not as wanted was made by this run.
        if let created = result.created { completed.remember(created) }
        if result.isForbidden { halt(.forbidden, because: Schedule.stopReason(after: record)) }
        guard record.outcome.isSuccess else { return }
        if let changed = result.changed { completed.expect(changed) }
        completed.remember(record.step)
    }

    /// Takes up the observation before an undoing: it settles the steps whose outcome is unknown.
    mutating func see(_ state: ReplacementState, at position: Int) {
        if let new = state.new { completed.remember(new) }
        guard let live = state.old?.precondition, case .container(let pinned) = progress[position].action.precondition
        else { return }
        let before = completed.container(pinned.id) ?? pinned
        completed.expect(
            progress[position].unknownSteps.reduce(before) { ExpectedState($0, live: live).seen(after: $1) }
        )
    }
}
