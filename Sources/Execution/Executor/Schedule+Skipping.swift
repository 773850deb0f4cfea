internal import Domain

extension Schedule {
    /// Everything that was never sent, for the record.
    func skipped(because reason: String, at now: Timestamp) -> [StepRecord] {
        tracks.indices.filter { tracks[$0].phase != .done }.flatMap { position in
            let track = tracks[position]
            return skipped(position, track.next..<track.steps.count, because: reason, at: now)
        }
    }

    func skipped(
        _ position: Int,
        _ steps: Range<Int>,
        because reason: String,
        at now: Timestamp
    ) -> [StepRecord] {
        steps.map { step in
            StepRecord(
                place: .init(action: position, step: step),
                address: tracks[position].action.address,
                step: tracks[position].steps[step],
                outcome: .skipped,
                detail: reason,
                at: now
            )
        }
    }
}
