package import Domain
import Execution
import Files
import Ledger
import PlanFile

/// Applies exactly one signed plan, or refuses and says why.
package struct ApplyWorkflow: Sendable {
    package struct Request: Sendable {
        package let plan: String
        /// What was given with `--confirm`.
        package let confirmation: String?
        package let parallelism: Int

        package init(plan: String, confirmation: String?, parallelism: Int) {
            self.plan = plan
            self.confirmation = confirmation
            self.parallelism = parallelism
        }
    }

    /// What came of it: a refusal changes nothing.
    package enum Result: Sendable {
        case refused(runID: String, digest: String?, Refusal)
        case applied(AppliedRun)
    }

    package struct AppliedRun: Sendable {
        package let runID: String
        package let digest: String
        package let plan: Plan
        package let records: [StepRecord]
        package let health: [HealthResult]
        package let healthBefore: [HealthResult]
        package let shortfalls: [Diagnostic]
        /// What there is to read besides `shortfalls`, warnings and errors.
        package var diagnostics: [Diagnostic]
        package var exitCode: ExitCode
        /// `nil` where it could not be written.
        package var receipt: String?

        /// What was done stays done and reported, when something fails after it. An exit code that says of a fault already,
        /// stays.
        mutating func add(_ failure: Failure) {
            diagnostics += failure.diagnostics
            if exitCode == .done { exitCode = failure.exitCode }
        }
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// - Throws: `Failure` where there is no ledger to record in (78), another apply runs (75), the plan file is missing
    ///   (66) or the Engine cannot be reached (69).
    package func run(_ request: Request) async throws -> Result {
        let disk = try PlanOnDisk.read(request.plan, options, environment)
        let decoded = Swift.Result { try disk.decoded() }
        let env = (try? decoded.get())?.plan.environment
        let state = try StateDirectory.locate(options, environment, root: disk.root, env: env)
        let runID = environment.newRunID()
        let lock = try ApplyLock.acquire(state, plan: request.plan, run: runID)
        do {
            let result = try await runLocked(request, disk, decoded, state, runID)
            lock.release()
            return result
        } catch {
            lock.release()
            throw error
        }
    }

    private func runLocked(
        _ request: Request,
        _ disk: PlanOnDisk,
        _ decoded: Swift.Result<PlanFileContent, any Error>,
        _ state: StateDirectory,
        _ runID: String
    ) async throws -> Result {
        let ledger = try LedgerOpening.forWriting(state, fullCheck: true)
        let content = try? decoded.get()
        let recorder = ApplyRecorder(
            ledger: ledger,
            environment: environment,
            disk: disk,
            content: content,
            runID: runID
        )
        try recorder.begin()
        var result: Result
        do {
            result = try await applied(request, disk, decoded, state, recorder)
        } catch {
            throw Failure(error).closing(recorder.fail)
        }
        do {
            try await Checkpoints(environment: environment, state: state, ledger: ledger).sign()
        } catch let failure as Failure {
            result.add(failure)
        }
        return result
    }

    /// A refusal is a result: it is recorded, and nothing was changed.
    private func applied(
        _ request: Request,
        _ disk: PlanOnDisk,
        _ decoded: Swift.Result<PlanFileContent, any Error>,
        _ state: StateDirectory,
        _ recorder: ApplyRecorder
    ) async throws -> Result {
        do {
            let run = ApplyRun(
                options: options,
                environment: environment,
                request: request,
                disk: disk,
                content: try await readable(decoded, disk),
                state: state,
                recorder: recorder
            )
            return try await run.run()
        } catch var refusal as Refusal {
            // A refusal that cannot be recorded is one all the same.
            do { try recorder.refuse(refusal) } catch { refusal = refusal.adding(Failure(error).diagnostics) }
            let plan = try? decoded.get().plan
            return .refused(runID: recorder.runID, digest: plan.map(PlanDigest.digest), refusal)
        }
    }

    /// A plan that is not canonical is refused before anything else is asked; whether its signature fits is reported too.
    private func readable(
        _ decoded: Swift.Result<PlanFileContent, any Error>,
        _ disk: PlanOnDisk
    ) async throws -> PlanFileContent {
        do {
            return try decoded.get()
        } catch let failure as Failure {
            let signature = try await SignatureCheck(environment: environment, disk: disk).sentence()
            let diagnostics = failure.diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.detail = [diagnostic.detail, signature].filter { !$0.isEmpty }.joined(separator: " ")
                return diagnostic
            }
            throw ApplyGate.unreadable(diagnostics)
        }
    }
}

extension ApplyWorkflow.Result {
    mutating func add(_ failure: Failure) {
        switch self {
        case .refused(let runID, let digest, let refusal):
            self = .refused(runID: runID, digest: digest, refusal.adding(failure.diagnostics))
        case .applied(var run):
            run.add(failure)
            self = .applied(run)
        }
    }
}
