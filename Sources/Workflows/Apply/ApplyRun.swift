import Domain
import PlanFile

/// One apply of a readable plan: collect, admit, execute, close.
///
/// Each part is a file of its own and hands its value to the next. Whatever speaks against the plan is thrown as a
/// `Refusal`, and nothing was changed then.
struct ApplyRun {
    let options: Options
    let environment: Environment
    let request: ApplyWorkflow.Request
    let disk: PlanOnDisk
    let content: PlanFileContent
    let state: StateDirectory
    let recorder: ApplyRecorder

    var plan: Plan { content.plan }

    /// - Throws: `Refusal` where the plan is not admitted; `Failure` where the run itself cannot go on.
    func run() async throws -> ApplyWorkflow.Result {
        let collected = try await collect()
        return try await EngineSession.open(options, environment, project: collected.project) { session in
            let admitted = try await admit(collected, session)
            let executed = try await execute(admitted)
            return try await close(executed)
        }
    }
}
