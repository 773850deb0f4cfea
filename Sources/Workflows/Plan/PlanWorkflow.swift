package import Domain
import Files
import Inventory
import Ledger
import PlanFile
import Planning

/// Observes, plans, signs and writes a plan file.
package struct PlanWorkflow: Sendable {
    package struct Request: Sendable {
        package let out: String?
        package let mode: Plan.Mode
        /// Addresses, names, IDs or globs, as ``ResourcePattern`` takes them; none means everything.
        package let targets: [String]
        package let exclusions: [String]
        /// The stacks to plan, as the SSOT or Compose calls them; none means all, and what belongs to no stack too.
        package let stacks: [String]
        /// A snapshot to plan from instead of an Engine.
        package let snapshot: String?
        package let isUnsigned: Bool
        /// Whether a plan file is written; `diff` writes none.
        package let writesFile: Bool
        /// Exit 2 where the plan has actions.
        package let tellsDifferences: Bool

        package init(
            out: String?,
            mode: Plan.Mode,
            targets: [String],
            exclusions: [String],
            stacks: [String] = [],
            snapshot: String?,
            isUnsigned: Bool,
            writesFile: Bool,
            tellsDifferences: Bool = false
        ) {
            self.out = out
            self.mode = mode
            self.targets = targets
            self.exclusions = exclusions
            self.stacks = stacks
            self.snapshot = snapshot
            self.isUnsigned = isUnsigned
            self.writesFile = writesFile
            self.tellsDifferences = tellsDifferences
        }
    }

    package struct Result: Sendable {
        package let content: PlanFileContent
        package let digest: String
        /// The plan file's path as printed; `nil` where there is none.
        package let file: String?
        /// Its path below the repository, for texts that others read.
        package let shownFile: String?
        /// Whether the file was there before and says the same, so that nothing was written.
        package let isKept: Bool
        /// The plan file's own JSON: `plan` and `issued`.
        package let json: JSON
        package let warnings: [Diagnostic]
        /// What forbids the plan; then there is no file.
        package let violations: [Diagnostic]
        package let exitCode: ExitCode
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// Plans from the host, or from a snapshot where the request names one, and writes the plan file if asked to.
    ///
    /// - Throws: `Failure` where a pattern fits nothing (64), SSOT, stack or snapshot is broken (65), no Engine answers
    ///   (69), or no key can sign (78).
    package func run(_ request: Request) async throws -> Result {
        if let snapshot = request.snapshot { return try await offline(request, snapshot) }
        let project = try await Project.load(options, environment)
        return try await RecordedRun.open(.plan, options, environment, project) { run in
            let view = try run.recorded(try await run.observer.observe(detailed: true))
            let planning = HostPlanning(
                mode: request.mode,
                selection: request.selection,
                stacks: request.stacks,
                digestKeyID: run.digestKey.id,
                composeHashes: { try await environment.composeHashes(of: $0) }
            )
            let (project, result) = try await planning.plan(run.project, run.target, view.host, view.memory)
            return try await finish(request, project, result, checkpoint: run.checkpoint(), recording: run)
        }
    }

    private func offline(_ request: Request, _ path: String) async throws -> Result {
        let planning = OfflinePlanning(
            options: options,
            environment: environment,
            mode: request.mode,
            selection: request.selection,
            stacks: request.stacks
        )
        let planned = try await planning.plan(path)
        let checkpoint = planned.snapshot.checkpoint
        return try await finish(request, planned.project, planned.result, checkpoint: checkpoint, recording: nil)
    }

    private func finish(
        _ request: Request,
        _ project: Project,
        _ result: PlanningResult,
        checkpoint: String?,
        recording run: RecordedRun?
    ) async throws -> Result {
        try request.refuseIdlePatterns(result, TypedNames(result.classified.host, stacks: project.policy.stacks))
        let digest = PlanDigest.digest(of: result.plan)
        // Whoever names a file gets it; a plan of nothing that nobody asked to keep is no file.
        let isWritten =
            request.writesFile && result.violations.isEmpty && (request.out != nil || !result.plan.actions.isEmpty)
        if isWritten { try run?.requireRecorded() }
        let author = isWritten && !request.isUnsigned ? try await author(project) : nil
        let issuer = Issuer(environment: environment, project: project)
        let issued = issuer.issue(
            by: author?.principal,
            result.classified,
            run?.endpoint ?? "snapshot",
            checkpoint: checkpoint
        )
        let content = PlanFileContent(plan: result.plan, issued: issued)
        let kept = isWritten ? try await kept(request, project, content, digest, run) : nil
        let written = isWritten && kept == nil ? try await write(request, project, content, digest, author, run) : nil
        let exitCode = request.exitCode(result)
        try run?.end(planned: result, exitCode)
        return Result(
            content: content,
            digest: digest,
            file: kept ?? written,
            shownFile: (kept ?? written).map { shown($0, project) },
            isKept: kept != nil,
            json: ["plan": PlanJSON.plan(content.plan), "issued": PlanJSON.issued(content.issued)],
            warnings: (run?.warnings ?? []) + result.classified.host.unseenVolumesWarnings + project.warnings,
            violations: result.violations,
            exitCode: exitCode
        )
    }

    private func shown(_ file: String, _ project: Project) -> String {
        let path = Paths.join(environment.workingDirectory, file)
        return Paths.relative(path, to: project.root) ?? Paths.lastComponent(of: path)
    }

    private func author(_ project: Project) async throws -> PlanAuthor {
        try await PlanAuthor.resolve(options, environment, project)
    }

    private func kept(
        _ request: Request,
        _ project: Project,
        _ content: PlanFileContent,
        _ digest: String,
        _ run: RecordedRun?
    ) async throws -> String? {
        let kept = KeptPlan(content: content, digest: digest, project: project, options, environment, run?.ledger)
        return try await kept.path(at: request.out)
    }

    private func write(
        _ request: Request,
        _ project: Project,
        _ content: PlanFileContent,
        _ digest: String,
        _ author: PlanAuthor?,
        _ run: RecordedRun?
    ) async throws -> String {
        let bytes = try PlanWorkflow.readableBytes(content)
        let signature = try await author?.sign(bytes)
        let writer = PlanWriter(root: project.root, environment: environment)
        let path = try writer.write(
            bytes,
            signature: signature,
            at: request.out ?? writer.defaultPath(content, digest: digest)
        )
        try run?.record(planAt: path, bytes: bytes, digest: digest, principal: author?.principal)
        return path
    }

    /// What is written must be what apply reads: a plan that apply would refuse is never handed out.
    private static func readableBytes(_ content: PlanFileContent) throws -> [UInt8] {
        let bytes = PlanFileCodec.write(content)
        do throws(PlanFileFault) {
            _ = try PlanFileCodec.read(bytes)
            return bytes
        } catch {
            throw Failure(.unexpected, error.diagnostic(file: "the new plan"))
        }
    }
}

extension PlanWorkflow.Request {
    fileprivate func exitCode(_ result: PlanningResult) -> ExitCode {
        guard result.violations.isEmpty else { return .refusedProtected }
        return tellsDifferences && !result.plan.actions.isEmpty ? .differences : .done
    }

    fileprivate var selection: Selection {
        Selection(targets: targets.map { ResourcePattern($0) }, exclusions: exclusions.map { ResourcePattern($0) })
    }
}

extension PlanWorkflow.Request {
    /// - Throws: `Failure` 64 for patterns that fit nothing: an exclusion with a misspelt name would exclude nothing.
    fileprivate func refuseIdlePatterns(_ result: PlanningResult, _ names: TypedNames) throws {
        let planned = result.plan.actions.map(\.address) + result.plan.omissions.compactMap(\.address)
        let patterns = names.resolved(selection.targets + selection.exclusions)
        let objections = result.classified.objections(to: patterns, besides: planned)
        guard objections.isEmpty else { throw Failure(.usage, objections) }
    }
}
