package import Domain
import Files
import Reports
import SSOT

/// Observes a host, judges every resource, records it, and writes the audit line. It changes nothing on the host.
package struct AuditWorkflow: Sendable {
    package struct Result: Sendable {
        package let classified: ClassifiedHost
        package let environment: String
        package let endpoint: String
        package let ssotPath: String
        package let runID: String
        package let ages: AgeThresholds
        /// Whether the ledger has just begun, so that nothing can be old enough yet.
        package let isFirst: Bool
        package let health: HealthStanding?
        /// Tags that images without one once had, by ID.
        package let formerNames: [String: [String]]
        /// What people may type for what is there.
        package let names: TypedNames
        package let warnings: [Diagnostic]
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// `filter`: what the host lists; everything is judged and recorded whatever it says. `exitCode`: what the process
    /// will say of the host, for the record.
    package func run(exitCode: @Sendable (ClassifiedHost) -> ExitCode = { _ in .done }) async throws -> Result {
        let project = try await Project.load(options, environment)
        return try await RecordedRun.open(.audit, options, environment, project) { run in
            let project = run.project
            let isFirst = try run.isFirstObservation()
            let view = try run.recorded(try await run.observer.observe(detailed: false))
            let lost = try run.lostLedger(view.host).map { [$0.asWarning()] } ?? []
            let health = try run.ledger.flatMap(HealthRecord.last)
            try run.end(.succeeded, exitCode(view.classified), AuditWorkflow.summary(view.classified))
            let log = AuditLog(project: project, environment: environment).append(line(project, run, view, health))
            return Result(
                classified: view.classified,
                environment: project.policy.environment,
                endpoint: run.endpoint,
                ssotPath: project.ssotName,
                runID: run.id,
                ages: project.policy.ages,
                isFirst: isFirst,
                health: health,
                formerNames: try run.formerNames(view.host),
                names: TypedNames(view.host, stacks: project.policy.stacks),
                warnings: run.warnings + lost + view.warnings + project.warnings + log
            )
        }
    }

    private func line(
        _ project: Project,
        _ run: RecordedRun,
        _ view: HostView,
        _ health: HealthStanding?
    ) -> AuditLine {
        AuditLine(
            classified: view.classified,
            environment: project.policy.environment,
            host: project.document.host?.value ?? view.host.engine.name,
            runID: run.id,
            health: health
        )
    }

    private static func summary(_ classified: ClassifiedHost) -> String {
        let counts = classified.counts
        return ResourceClass.allCases.map { "\(counts[$0]) \($0.rawValue)" }.joined(separator: ", ")
    }
}

/// Appends the audit line to the SSOT's log, else to its fallback.
struct AuditLog {
    let project: Project
    let environment: Environment

    /// - Returns: One warning where the fallback had to serve, or where no log took the line; the line stays in the
    ///   ledger whatever happens.
    func append(_ line: AuditLine) -> [Diagnostic] {
        let logging = project.document.logging
        let named = [logging.auditLog, logging.localFile, logging.localFallback].compactMap(\.self)
        var faults: [FileFault] = []
        for name in named {
            do throws(FileFault) {
                try write(line, to: project.path(name.value))
                return faults.first.map { [warning($0, "The line went to \(name.value).")] } ?? []
            } catch {
                faults.append(error)
            }
        }
        return faults.first.map { [warning($0, "The line stands in the ledger only.")] } ?? []
    }

    private func write(_ line: AuditLine, to path: String) throws(FileFault) {
        try Directories.make(Paths.parent(of: path), mode: 0o755)
        try FileAppending.append(Array(line.text.utf8), to: path, mode: 0o640)
    }

    private func warning(_ fault: FileFault, _ detail: String) -> Diagnostic {
        Diagnostic(
            .auditLogUnwritable,
            .warning,
            "The audit log cannot be written: \(fault.summary)",
            detail: detail,
            fix: fault.fix
        )
    }
}
