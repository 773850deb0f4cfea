import Domain
import Ledger

/// Runs the health checks of the SSOT and says which hold.
package struct HealthWorkflow: Sendable {
    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// `waitSeconds`: how long to try again until every check holds.
    ///
    /// - Throws: `Failure` where the SSOT is broken (65), no Engine answers (69) or it is another than the SSOT is for
    ///   (78).
    package func run(waitSeconds: Int) async throws -> HealthOutcome {
        let project = try Project.load(options, environment)
        let state = try StateDirectory.locate(options, environment, root: project.root, env: project.policy.environment)
        return try await EngineSession.open(options, environment, project: project) { session in
            // A command check runs inside a container: not inside one of the same name on another host.
            if let finding = HostCheck.finding(project, session.resolved) { throw Failure(.configuration, finding) }
            let key = try HostKeys(state: state).digestKeyOrPassing(environment)
            let project = project.sealed(for: session.target(key))
            let run = HealthRun(
                environment: environment,
                session: session,
                project: project,
                memory: try memory(project.policy, state),
                observer: session.observer(key)
            )
            let end = environment.uptime() + .seconds(waitSeconds)
            var outcome = try await run.outcome()
            while !outcome.isHealthy, environment.uptime() < end {
                try await environment.pause(.seconds(1))
                outcome = try await run.outcome()
            }
            try record(outcome.results, state)
            return outcome
        }
    }

    private func memory(_ policy: Policy, _ state: StateDirectory) throws -> Memory {
        guard state.hasLedger else { return .none }
        let ledger = try LedgerOpening.forWriting(state, fullCheck: false)
        return try LedgerFailure.guarded { try ledger.memory(releases: policy.releases, at: environment.now()) }
    }

    /// Where there is a ledger, the result is kept for the next audit's line.
    private func record(_ results: [HealthResult], _ state: StateDirectory) throws {
        guard state.hasLedger else { return }
        let ledger = try LedgerOpening.forWriting(state, fullCheck: false)
        try HealthRecord.store(results, in: ledger, at: environment.now())
    }
}
