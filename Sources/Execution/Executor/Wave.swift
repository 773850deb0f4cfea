import Domain

/// The steps that are sent after one observation of the host: many short calls, and slow ones.
///
/// A slow call, like a wait, goes on beside the following waves. One place is kept free of slow calls, so that no step
/// waits for an unrelated container to stop.
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

    /// Several calls per place, so that they share one observation and the two commits of a wave.
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
    /// A call right before a stop begins only if there is a place for that stop too; otherwise the container would run
    /// without its restart policy for long.
    fileprivate var claimsSlowPlace: Bool {
        let next = place.step + 1
        return step.isSlow || action.steps.indices.contains(next) && action.steps[next].isStop
    }
}

/// Runs `work` for every element, at most so many at once, and keeps the order.
func inParallel<Element: Sendable, Value: Sendable>(
    _ elements: [Element],
    atMost limit: Int,
    _ work: @Sendable @escaping (Element) async throws -> Value
) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
        var waiting = Array(elements.enumerated()).makeIterator()
        var values: [(Int, Value)] = []
        for _ in 0..<limit {
            guard let (index, element) = waiting.next() else { break }
            group.addTask { (index, try await work(element)) }
        }
        while let value = try await group.next() {
            values.append(value)
            guard let (index, element) = waiting.next() else { continue }
            group.addTask { (index, try await work(element)) }
        }
        return values.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
