import Domain

/// How an apply ended, as one outcome and one exit code.
struct ApplyEnding {
    let records: [StepRecord]
    let shortfalls: [Diagnostic]
    let healthBefore: [HealthResult]
    let health: [HealthResult]
    let interruption: Interruption

    var outcome: RunOutcome {
        if interruption.isRequested, records.contains(where: { !$0.outcome.isSuccess }) { return .interrupted }
        let succeeded = records.filter(\.outcome.isSuccess).count
        guard succeeded == records.count, shortfalls.isEmpty else { return succeeded == 0 ? .failed : .partial }
        return broken.isEmpty ? .succeeded : .unhealthy
    }

    var exitCode: ExitCode {
        switch outcome {
        case .succeeded: .done
        case .partial, .failed: .appliedInPart
        case .unhealthy: .appliedUnhealthy
        case .interrupted: interruption.isTermination ? .terminated : .interrupted
        case .refused, .unfinished: .unexpected
        }
    }

    var summary: String {
        let counts = StepOutcome.allCases.compactMap { outcome in
            let count = records.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(count) \(outcome.rawValue)"
        }
        return counts.isEmpty ? "nothing to do" : counts.joined(separator: ", ")
    }

    /// Checks that were healthy before the first step and are not after the last. Those that failed before are not this
    /// run's doing.
    private var broken: [HealthResult] {
        let healthy = Set(health.filter(\.isHealthy).map(\.name))
        return healthBefore.filter { $0.isHealthy && !healthy.contains($0.name) }.map { before in
            health.first { $0.name == before.name } ?? before
        }
    }

    /// Health checks that failed before are warnings, those that this run broke errors.
    var diagnostics: [Diagnostic] {
        healthBefore.filter { !$0.isHealthy }.map {
            Diagnostic(
                .healthFailed,
                .warning,
                "The health check \($0.name) failed before the first step",
                detail: "Expected \($0.expected), observed \($0.observed).",
                fix: "Run 'reconcile health'."
            )
        }
            + broken.map {
                Diagnostic(
                    .healthFailed,
                    "The health check \($0.name) fails since this apply",
                    detail: "Expected \($0.expected), observed \($0.observed).",
                    fix: "Run 'reconcile health', and look at 'reconcile history actions'."
                )
            }
    }
}
