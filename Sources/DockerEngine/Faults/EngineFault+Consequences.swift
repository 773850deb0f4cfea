extension EngineFault {
    /// What follows from a fault for whoever sent the call.
    private struct Consequences: OptionSet {
        let rawValue: Int

        /// The Engine answered.
        static let isAnswer = Consequences(rawValue: 1)
        /// A mutating call may have been carried out: only observing tells.
        static let leavesOutcomeUnknown = Consequences(rawValue: 2)
        /// The same read may succeed a moment later.
        static let allowsRetry = Consequences(rawValue: 4)
        /// The same read may succeed once the daemon is back.
        static let mayEnd = Consequences(rawValue: 8)
    }

    private var consequences: Consequences {
        switch self {
        case .unreachable, .permissionDenied: [.mayEnd]
        case .deadlineExceeded: [.leavesOutcomeUnknown, .mayEnd]
        case .connectionLost: [.leavesOutcomeUnknown, .allowsRetry, .mayEnd]
        case .cancelled, .notAnEngine, .bodyTooLarge, .malformed: [.leavesOutcomeUnknown]
        case .unsupportedVersion: []
        case .notFound, .conflict: [.isAnswer]
        // An error of the server may come after the work is done, or in its middle.
        case .refused(let status, _) where status >= 500: [.isAnswer, .leavesOutcomeUnknown, .allowsRetry, .mayEnd]
        case .refused: [.isAnswer]
        }
    }

    /// Whether the Engine answered: it is there and took the call.
    package var isAnswer: Bool { consequences.contains(.isAnswer) }

    /// Whether a mutating call may have been carried out although it gave no answer: only observing tells.
    package var leavesOutcomeUnknown: Bool { consequences.contains(.leavesOutcomeUnknown) }

    /// Whether the same read may succeed a moment later.
    var allowsRetry: Bool { consequences.contains(.allowsRetry) }

    /// Whether the same read may succeed once the daemon is back, such as after its restart.
    package var mayEnd: Bool { consequences.contains(.mayEnd) }
}
