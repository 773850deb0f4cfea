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
        let project = try await Project.load(options, environment)
        let state = try StateDirectory.locate(options, environment, root: project.root, env: project.policy.environment)
        return try await EngineSession.open(options, environment, project: project) { session in
            // A command check runs inside a container: not inside one of the same name on another host.
            if let finding = HostCheck.finding(project, session.resolved) { throw Failure(.configuration, finding) }
            let key = try HostKeys(state: state).digestKeyOrPassing(environment)
            let project = project.sealed(for: session.target(key))
            let ledger = state.hasLedger ? try LedgerOpening.forWriting(state, fullCheck: false) : nil
            let run = HealthRun(
                environment: environment,
                session: session,
                project: project,
                memory: try memory(project.policy, ledger),
                observer: session.observer(key)
            )
            let end = environment.uptime() + .seconds(waitSeconds)
            var outcome = try await run.outcome()
            while !outcome.isHealthy, environment.uptime() < end {
                try await environment.pause(.seconds(1))
                outcome = try await run.outcome()
            }
            if let ledger { try HealthRecord.store(outcome.results, in: ledger, at: environment.now()) }
            return outcome
        }
    }

    private func memory(_ policy: Policy, _ ledger: Ledger?) throws -> Memory {
        guard let ledger else { return .none }
        return try LedgerFailure.guarded { try ledger.memory(releases: policy.releases, at: environment.now()) }
    }
}
