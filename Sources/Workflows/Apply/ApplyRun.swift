import Domain
import PlanFile

/// One apply of a readable plan: collect, admit, execute, close.
///
/// Each part is a file of its own and hands its value to the next. Whatever speaks against the plan is thrown as a
/// `Refusal`, and nothing was changed then. ``ApplyGate`` is asked again whenever more is known, so that a plan is
/// refused before the Engine is opened, the host observed or a person asked in vain:
///
/// | part      | what is known by then                              | what a refusal saves               |
/// |-----------|----------------------------------------------------|------------------------------------|
/// | `collect` | plan file, ledger, pinned files                    | reading the stack                  |
/// | `collect` | also: the files of the SSOT's stack                | opening the Engine                 |
/// | `admit`   | also: the endpoint                                 | observing a host that is not meant |
/// | `admit`   | also: host, secrets, planning again                | asking a person for the phrase     |
/// | `admit`   | all, observed again where a person took their time | using the plan up                  |
/// | `execute` | the start on record: one apply is the first        | the first call                     |
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
