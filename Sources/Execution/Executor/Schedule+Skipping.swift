import Domain

extension Schedule {
    /// Why nothing more begins once a rule was found to keep a target.
    static func stopReason(after record: StepRecord) -> String {
        "everything was stopped at \(record.address): \(record.detail)"
    }

    /// Everything that was never sent, for the record, each with its own reason.
    func skipped(at now: Timestamp) -> [StepRecord] {
        progress.indices.filter { progress[$0].phase != .done }.flatMap { position in
            let current = progress[position]
            return skipped(position, current.next..<current.steps.count, because: reasonToSkip(position), at: now)
        }
    }

    func skipped(
        _ position: Int,
        _ steps: Range<Int>,
        because reason: String,
        at now: Timestamp
    ) -> [StepRecord] {
        steps.map { step in
            let current = progress[position]
            let place = StepRecord.Place(action: position, step: step)
            let call = StepCall(place: place, action: current.action, step: current.steps[step], known: completed)
            return call.record(.skipped, reason, hasBegun: current.outcomes[step - 1]?.isSuccess ?? false, at: now)
        }
    }

    /// What failed in the action itself, else what it depends on, else what stopped everything.
    func reasonToSkip(_ position: Int) -> String {
        if let failed = progress[position].failedStep {
            let left = abandoned.contains(position) ? "; \(stopReason ?? "it is not put back")" : ""
            return "its \(failed.operation.rawValue) failed\(left)"
        }
        if let address = failedDependency(position) { return "\(address), which it depends on, failed" }
        return stopReason ?? "it was not reached"
    }

    /// The action that failed, of those that this one waits for, directly or by way of others.
    private func failedDependency(_ position: Int) -> Address? {
        progress[position].action.dependsOn.lazy.compactMap { address in
            index[address].flatMap { progress[$0].failedStep == nil ? failedDependency($0) : address }
        }.first
    }
}
