internal import Domain

/// The steps that are sent after one look at the host: many calls that are over soon, and slow ones.
///
/// A slow call goes on beside the waves that follow, as a wait does, and never takes the last place: nothing that is ready
/// waits until an unrelated container has stopped.
struct Wave {
    private let places: Int
    private let slowUnderWay: Int
    private(set) var steps: [StepCall] = []
    /// Places for slow calls that are taken, or will be by the call after one of this wave.
    private var claimed = 0

    /// `places`: how many calls may be under way at once. `slowUnderWay`: how many of them are.
    init(places: Int, slowUnderWay: Int) {
        self.places = places
        self.slowUnderWay = slowUnderWay
    }

    /// Several calls per place: the looks and commits of a wave are shared.
    var isFull: Bool { steps.count >= places * 4 }

    func hasPlace(for call: StepCall) -> Bool {
        if call.step.isWait { return true }
        if call.claimsSlowPlace, slowUnderWay + claimed >= max(1, places - 1) { return false }
        // With one place only, a slow call is alone.
        if call.step.isSlow { return places > 1 || !steps.contains { !$0.step.isWait } }
        return slowUnderWay + steps.count(where: \.step.isSlow) < places
    }

    mutating func add(_ call: StepCall) {
        steps.append(call)
        if call.claimsSlowPlace { claimed += 1 }
    }
}

extension Step {
    /// Whether it may take as long as a container, a registry or a file system likes.
    var isSlow: Bool { isStop || operation == .pullImage || operation == .removeVolume }

    /// Whether it goes on beside the waves that follow.
    var isBesideWaves: Bool { isSlow || isWait }
}

extension StepCall {
    /// What is called just before a stop begins only where that stop has a place: between the two the container would
    /// stand without its restart policy.
    fileprivate var claimsSlowPlace: Bool {
        let next = place.step + 1
        return step.isSlow || action.steps.indices.contains(next) && action.steps[next].isStop
    }
}
