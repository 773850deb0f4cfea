import TestSupport
import Testing

extension TestHost {
    static let confirmation = ["--confirm", "APPLY CLEANUP"]

    /// Runs the program.
    func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }

    /// `engine` is another endpoint than the scene's, and `state` another folder than the repository's.
    func run(_ arguments: [String], engine: String? = nil, state: String? = nil) async throws -> Outcome {
        var changes: [String: String?] = [:]
        if let engine { changes["DOCKER_HOST"] = engine }
        if let state { changes["RECONCILE_STATE"] = state }
        return try await workspace.reconcile(arguments, environment: changes)
    }

    /// Starts the program.
    func start(_ arguments: [String], engine: String? = nil) throws -> RunningCommand {
        var environment = workspace.environment
        if let engine { environment["DOCKER_HOST"] = engine }
        return try RunningCommand(
            Workspace.binary,
            arguments,
            environment: environment,
            directory: workspace.root
        )
    }

    /// Plans; exit code 0 is demanded.
    func plan(_ options: String...) async throws -> TestPlan { try await plan(options) }

    func plan(_ options: [String]) async throws -> TestPlan {
        try TestPlan(try await run(["plan", "--json"] + options).requireExit(0))
    }

    /// Plans something, and gives the plan file's path below the root.
    func planFile(_ options: String...) async throws -> String {
        let plan = try await plan(options)
        return try #require(plan.file, "nothing was planned: \(plan)")
    }

    /// Applies with the phrase.
    func apply(_ plan: String, _ options: String...) async throws -> Outcome {
        try await run(["apply", plan, "--json"] + TestHost.confirmation + options)
    }

    func startApply(_ plan: String, _ options: String...) throws -> RunningCommand {
        try start(["apply", plan, "--json"] + TestHost.confirmation + options)
    }
}
