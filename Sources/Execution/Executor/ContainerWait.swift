import Domain

/// Judges by successive observations whether the condition of a wait holds or can no longer come to hold. A value: it
/// does no I/O.
struct ContainerWait {
    /// One observation of a container, from `GET /containers/{id}/json`.
    struct Observation: Sendable, Hashable {
        let state: ContainerState
        let exitCode: Int
        /// `State.Health.Status`; `nil` without a health check.
        let health: String?
        let restartCount: Int
        let startedAt: String
        /// `HostConfig.RestartPolicy.Name`.
        let restartPolicy: String
    }

    enum Verdict: Sendable, Hashable {
        case goesOn
        case met
        case failed(String)
    }

    private static let restartLimit = 5

    private let condition: WaitCondition
    /// A container without a health check counts as healthy once it has run for this long.
    private let stableSeconds: Int
    private var firstRestartCount: Int?
    private var last: Observation?
    private var runsSince: Duration?

    init(until condition: WaitCondition, stableSeconds: Int = 10) {
        self.condition = condition
        self.stableSeconds = stableSeconds
    }

    /// `elapsed`: since the wait began.
    mutating func judge(_ observation: Observation, at elapsed: Duration) -> Verdict {
        let first = firstRestartCount ?? observation.restartCount
        firstRestartCount = first
        if observation.state != .running || last?.startedAt != observation.startedAt
            || last?.restartCount != observation.restartCount
        {
            runsSince = nil
        }
        last = observation
        guard observation.restartCount - first < ContainerWait.restartLimit else {
            return .failed("it restarts again and again; it exited with \(observation.exitCode)")
        }
        switch observation.state {
        case .created, .paused, .restarting: return .goesOn
        case .removing, .dead: return .failed("it is \(observation.state.rawValue)")
        case .exited: return exited(observation)
        case .running: return running(observation, elapsed)
        }
    }

    /// The state of the container when the time was over, as the reason of the failure.
    func shortfall(after seconds: Int) -> String {
        guard let last else { return "the Engine did not answer for \(seconds) s" }
        let health = last.health.map { ", its health \($0)" } ?? ""
        return "it is not \(word) after \(seconds) s: it is \(last.state.rawValue)\(health)"
    }

    /// With the restart policy `on-failure`, exit code 0 means that a job has completed.
    private func exited(_ observation: Observation) -> Verdict {
        let comesBack = ["always", "unless-stopped"].contains(observation.restartPolicy)
        let failure = Verdict.failed("it exited with \(observation.exitCode)")
        switch condition {
        case .completed: return observation.exitCode == 0 ? .met : comesBack ? .goesOn : failure
        case .healthy: return comesBack ? .goesOn : failure
        case .running:
            if observation.exitCode == 0, observation.restartPolicy == "on-failure" { return .met }
            return comesBack ? .goesOn : failure
        }
    }

    private mutating func running(_ observation: Observation, _ elapsed: Duration) -> Verdict {
        switch condition {
        case .completed: .goesOn
        case .running(let seconds): stable(for: seconds, elapsed)
        case .healthy:
            switch observation.health {
            case nil, "none": stable(for: stableSeconds, elapsed)
            case "healthy": .met
            case "unhealthy": .failed("its health check fails")
            default: .goesOn
            }
        }
    }

    private mutating func stable(for seconds: Int, _ elapsed: Duration) -> Verdict {
        let since = runsSince ?? elapsed
        runsSince = since
        return elapsed - since >= .seconds(seconds) ? .met : .goesOn
    }

    private var word: String {
        switch condition {
        case .running: "running steadily"
        case .healthy: "healthy"
        case .completed: "completed"
        }
    }
}
