import Domain
import Planning

/// Planning with what the stack's files say: refuses a broken stack, and asks Compose's plugin for its hashes only where
/// something is to be created.
struct StackPlanning {
    let environment: Environment
    let mode: Plan.Mode

    /// `project`: sealed for `target`.
    ///
    /// - Returns: The plan, and the project that it was made from.
    /// - Throws: `Failure` 65 where the stack is broken, or asked for and not there.
    func plan(
        _ project: Project,
        _ target: BuiltStack.Target,
        _ plan: (Project) -> PlanningResult
    ) async throws -> (Project, PlanningResult) {
        try check(project)
        let first = plan(project)
        guard first.plan.createsContainers, let files = project.stackReading?.files,
            let plugin = ComposePlugin.find(environment),
            let facts = try await BuiltStack.PluginFacts.ask(plugin, files)
        else { return (project, first) }
        var target = target
        target.plugin = facts
        let labelled = project.sealed(for: target)
        return (labelled, plan(labelled))
    }

    /// A command that only observes may go on with half a stack; one that plans changes may not.
    private func check(_ project: Project) throws {
        let errors = project.stackFindings.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Failure(.invalidInput, errors) }
        guard mode == .stack, project.built?.desired == nil else { return }
        let missing = project.stackFindings.map { $0.asError() }
        throw Failure(.invalidInput, missing.isEmpty ? [StackPlanning.noStack] : missing)
    }

    private static let noStack = Diagnostic(
        .stackMissing,
        "The SSOT names no Compose file, so there is no stack to plan",
        fix: "Write 'stack: {compose: [FILE]}' or 'source_of_truth', or plan with '--only cleanup'."
    )
}

extension Plan {
    fileprivate var createsContainers: Bool {
        actions.contains { action in
            action.steps.contains { step in
                guard case .createContainer = step else { return false }
                return true
            }
        }
    }
}
