import Domain

/// The steps that are sent after one observation of the host: many short calls, and slow ones.
///
/// A slow call, like a wait, goes on beside the following waves. One slot is kept free of slow calls, so that no step
/// waits for an unrelated container to stop.
struct Wave {
    private let slots: Int
    private let slowUnderWay: Int
    private(set) var steps: [StepCall] = []
    /// Slots for slow calls that are taken, or will be by the call after one of this wave.
    private var claimed = 0

    /// `slots`: how many calls may be under way at once. `slowUnderWay`: how many of them are.
    init(slots: Int, slowUnderWay: Int) {
        self.slots = slots
        self.slowUnderWay = slowUnderWay
    }

    /// Several calls per slot, so that they share one observation and the two commits of a wave.
    var isFull: Bool { steps.count >= slots * 4 }

    func hasSlot(for call: StepCall) -> Bool {
        if call.step.isWait { return true }
        if call.claimsSlot, slowUnderWay + claimed >= max(1, slots - 1) { return false }
        // With one slot only, a slow call is alone.
        if call.step.isSlow { return slots > 1 || !steps.contains { !$0.step.isWait } }
        return slowUnderWay + steps.count(where: \.step.isSlow) < slots
    }

    mutating func add(_ call: StepCall) {
        steps.append(call)
        if call.claimsSlot { claimed += 1 }
    }
}

extension Step {
    /// Whether it may take as long as a container, a registry or a file system likes.
    var isSlow: Bool { isStop || operation == .pullImage || operation == .removeVolume }

    /// Whether it goes on beside the waves that follow.
    var isBesideWaves: Bool { isSlow || isWait }
}

extension StepCall {
    /// A call right before a stop begins only if there is a slot for that stop too; otherwise the container would run
    /// without its restart policy for long.
    fileprivate var claimsSlot: Bool {
        let next = place.step + 1
        return step.isSlow || action.steps.indices.contains(next) && action.steps[next].isStop
    }
}
