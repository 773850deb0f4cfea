import Domain
import Planning

/// Planning with what the stack's files say: refuses a broken stack, and asks for the hashes of Compose's plugin only where
/// something is to be created: they may tell that the Engine did not take what was asked for.
struct StackPlanning {
    let mode: Plan.Mode
    /// What Compose's plugin of the host calls the hash of each service, by Compose project.
    let composeHashes: @Sendable (Project) async throws -> [String: [String: String]]

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
        guard first.plan.createsContainers else { return (project, first) }
        var target = target
        target.serviceHashes = try await composeHashes(project)
        guard !target.serviceHashes.isEmpty else { return (project, first) }
        let again = project.sealed(for: target)
        return (again, plan(again))
    }

    /// A command that only observes may go on with half a stack; one that plans changes may not.
    private func check(_ project: Project) throws {
        let errors = project.stackFindings.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Failure(.invalidInput, errors) }
        guard mode == .stack, project.desired.isEmpty else { return }
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
