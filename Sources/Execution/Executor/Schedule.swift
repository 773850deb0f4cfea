internal import Domain

/// Which steps may be sent next, given what became of the earlier ones. A value: it does no I/O.
struct Schedule {
    private let actions: [Action]
    private let index: [Address: Int]
    private var nextStep: [Int]
    private var finished: Set<Int> = []
    private(set) var records: [StepRecord] = []
    /// IDs of containers that this run has removed: what is expected of the rest of the plan's targets follows from it.
    private(set) var removedContainers: Set<String> = []
    private(set) var removedTags: Set<String> = []
    private(set) var stoppedContainers: Set<String> = []
    private(set) var removedImages: Set<String> = []
    /// Why no further step may begin.
    private(set) var stopReason: String?

    init(_ plan: Plan) {
        actions = plan.actions
        index = Dictionary(plan.actions.enumerated().map { ($1.address, $0) }, uniquingKeysWith: { first, _ in first })
        nextStep = plan.actions.map { _ in 0 }
    }

    /// The next step of every action whose dependencies are done; nothing once a step has failed.
    ///
    /// Of the tags of one image only one at a time: each is verified against the tags that the others left.
    func ready(atMost limit: Int) -> [IntendedStep] {
        guard stopReason == nil else { return [] }
        var objects: Set<String> = []
        var steps: [IntendedStep] = []
        for position in actions.indices
        where steps.count < limit && !finished.contains(position) && isUnblocked(position) {
            guard objects.insert(actions[position].precondition.objectID).inserted else { continue }
            steps.append(intent(position))
        }
        return steps
    }

    mutating func stop(because reason: String) { stopReason = stopReason ?? reason }

    mutating func apply(_ outcomes: [StepRecord]) {
        for record in outcomes.sorted(by: { $0.place < $1.place }) { apply(record) }
    }

    /// Everything that was never sent, for the record.
    func skipped(because reason: String, at now: Timestamp) -> [StepRecord] {
        actions.indices.filter { !finished.contains($0) }.flatMap { position in
            actions[position].steps.indices.filter { $0 >= nextStep[position] }.map { step in
                StepRecord(
                    place: .init(action: position, step: step),
                    address: actions[position].address,
                    step: actions[position].steps[step],
                    outcome: .skipped,
                    detail: reason,
                    at: now
                )
            }
        }
    }

    private func isUnblocked(_ position: Int) -> Bool {
        actions[position].dependsOn.allSatisfy { address in index[address].map(finished.contains) ?? true }
    }

    private func intent(_ position: Int) -> IntendedStep {
        let step = nextStep[position]
        return IntendedStep(
            place: .init(action: position, step: step),
            action: actions[position],
            step: actions[position].steps[step]
        )
    }

    private mutating func apply(_ record: StepRecord) {
        records.append(record)
        let position = record.place.action
        nextStep[position] = record.place.step + 1
        guard record.outcome.isSuccess else {
            stop(because: "an earlier step failed")
            return
        }
        remember(record.step)
        if nextStep[position] == actions[position].steps.count { finished.insert(position) }
    }

    private mutating func remember(_ step: Step) {
        switch step {
        case .stopContainer(let id, _, let removesItself):
            stoppedContainers.insert(id)
            if removesItself { removedContainers.insert(id) }
        case .removeContainer(let id): removedContainers.insert(id)
        case .removeImageReference(let reference, _): removedTags.insert(reference)
        case .removeImage(let id): removedImages.insert(id)
        case .removeVolume, .removeNetwork: break
        }
    }
}
