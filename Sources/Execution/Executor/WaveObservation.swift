import Domain

/// What one observation of the host says of a wave before it is sent.
struct WaveObservation: Sendable {
    /// Why a step must not be sent, by its place.
    let objections: [StepRecord.Place: WaveCheck.Objection]
    let preserved: [PreservedObject]
    /// What undoing a replacement needs, by the position of its action.
    let kept: [Int: KeptContainer]
    let expectedContainers: Set<String>

    private var isStopped: Bool { objections.values.contains(where: \.isForbidden) }

    /// The calls that may be sent, with the containers found `expected`. Where a rule protects the target of one call,
    /// the rest of the wave is held back, except calls that finish or undo what has begun.
    func allowed(_ wave: [StepCall]) -> [StepCall] {
        wave.filter(isAllowed).map { call in
            var call = call
            call.known.expectedContainers = expectedContainers
            return call
        }
    }

    private func isAllowed(_ call: StepCall) -> Bool {
        objections[call.place] == nil && (!isStopped || call.mayFollowHalt)
    }

    /// The results of the steps that are not allowed.
    func results(of wave: [StepCall], at now: Timestamp) -> [StepResult] {
        let objected = wave.compactMap { call in
            objections[call.place].map { objection in
                StepResult(call.record(.failed, objection.text, at: now), isForbidden: objection.isForbidden)
            }
        }
        let reason = objected.first(where: \.isForbidden).map { Schedule.stopReason(after: $0.record) }
        let heldBack = wave.filter { objections[$0.place] == nil && !isAllowed($0) }
        return objected + heldBack.map { StepResult($0.record(.skipped, reason ?? "", at: now)) }
    }
}
