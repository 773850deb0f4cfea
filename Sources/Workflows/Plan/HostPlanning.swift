import Domain
import Files
import Inventory
import Planning

/// Makes a plan from an observation: `plan` writes it to a file, and the gate of `apply` judges a file by it.
struct HostPlanning {
    let environment: Environment
    let mode: Plan.Mode
    let selection: Selection
    let digestKeyID: String

    /// `project`: sealed for `target`.
    ///
    /// - Returns: The plan, and the project that it was made from.
    /// - Throws: `Failure` 65 where the stack is broken, or asked for and not there.
    func plan(
        _ project: Project,
        _ target: BuiltStack.Target,
        _ host: ObservedHost,
        _ memory: Memory
    ) async throws -> (Project, PlanningResult) {
        try await StackPlanning(environment: environment, mode: mode).plan(project, target) { project in
            Planner.plan(
                PlanningInput(
                    host: host,
                    policy: project.policy,
                    memory: memory,
                    ssot: project.ssot,
                    stack: project.stack,
                    desired: project.built?.desired,
                    mode: mode,
                    selection: selection,
                    digestKeyID: digestKeyID
                )
            )
        }
    }
}

/// Reads what `observe` wrote.
enum SnapshotReading {
    static let sizeLimit = 256 << 20

    static func read(_ name: String, _ environment: Environment) throws -> Snapshot {
        let bytes = try Project.read(Paths.join(environment.workingDirectory, name), limit: sizeLimit)
        do {
            return try SnapshotFile.read(bytes)
        } catch {
            throw Failure(
                .invalidInput,
                Diagnostic(
                    .fileUnreadable,
                    "\(name) is no snapshot: \(error)",
                    fix: "Make one with 'reconcile observe'."
                )
            )
        }
    }
}
