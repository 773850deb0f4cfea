package import Domain
internal import Execution
internal import Files
internal import Ledger
internal import PlanFile

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
        package let warnings: [Diagnostic]
        package let exitCode: ExitCode
        /// `nil` where it could not be written.
        package let receipt: String?
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
        let result: Result
        do {
            result = try await admitAndApply(request, disk, decoded, state, recorder)
        } catch let failure as Failure {
            try recorder.fail(failure)
            throw failure
        }
        do {
            try await Checkpoints(environment: environment, state: state, ledger: ledger).sign()
            return result
        } catch let failure as Failure {
            return result.adding(failure)
        }
    }

    private func admitAndApply(
        _ request: Request,
        _ disk: PlanOnDisk,
        _ decoded: Swift.Result<PlanFileContent, any Error>,
        _ state: StateDirectory,
        _ recorder: ApplyRecorder
    ) async throws -> Result {
        let content: PlanFileContent
        switch decoded {
        case .success(let value): content = value
        case .failure(let error): return try await refuseUnreadable(disk, error, recorder)
        }
        let attempt = ApplyAttempt(
            options: options,
            environment: environment,
            request: request,
            disk: disk,
            content: content,
            state: state,
            recorder: recorder
        )
        return try await attempt.run()
    }

    /// A plan that is not canonical is refused before anything else is asked; whether its signature fits is told too.
    private func refuseUnreadable(
        _ disk: PlanOnDisk,
        _ error: any Error,
        _ recorder: ApplyRecorder
    ) async throws -> Result {
        guard let failure = error as? Failure else { throw error }
        let signature = try await SignatureCheck(environment: environment, disk: disk).sentence()
        let diagnostics = failure.diagnostics.map { $0.adding(detail: signature) }
        let refusal = Refusal(gate: .planFile, exitCode: .invalidInput, diagnostics: diagnostics)
        try recorder.refuse(refusal)
        return .refused(runID: recorder.runID, digest: nil, refusal)
    }
}

extension ApplyWorkflow.Result {
    /// What was done stays done and told, when something fails after it. An exit code that says of a fault already, stays.
    func adding(_ failure: Failure) -> ApplyWorkflow.Result {
        switch self {
        case .refused(let runID, let digest, let refusal):
            let told = Refusal(
                gate: refusal.gate,
                exitCode: refusal.exitCode,
                diagnostics: refusal.diagnostics + failure.diagnostics,
                moved: refusal.moved
            )
            return .refused(runID: runID, digest: digest, told)
        case .applied(let run): return .applied(run.adding(failure))
        }
    }
}

extension ApplyWorkflow.AppliedRun {
    fileprivate func adding(_ failure: Failure) -> ApplyWorkflow.AppliedRun {
        ApplyWorkflow.AppliedRun(
            runID: runID,
            digest: digest,
            plan: plan,
            records: records,
            health: health,
            healthBefore: healthBefore,
            shortfalls: shortfalls,
            warnings: warnings + failure.diagnostics,
            exitCode: exitCode == .done ? failure.exitCode : exitCode,
            receipt: receipt
        )
    }
}

extension Diagnostic {
    func adding(detail more: String) -> Diagnostic {
        Diagnostic(
            code,
            severity,
            summary,
            detail: [detail, more].filter { !$0.isEmpty }.joined(separator: " "),
            fix: fix,
            address: address,
            position: position,
            endColumn: endColumn,
            sourceLine: sourceLine
        )
    }
}
