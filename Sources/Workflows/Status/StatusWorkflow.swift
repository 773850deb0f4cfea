import DockerEngine
import Domain
import Files
import Ledger
package import Reports
import SSOT

/// Says where one is. It only looks, records nothing, and works with whatever part is there.
package struct StatusWorkflow: Sendable {
    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    package func run() async -> StatusReport {
        let location = located()
        let project = try? await Project.load(options, environment)
        let (ledger, audit, unfinished) = memory(project, location)
        return StatusReport(
            ssot: ssot(location, project),
            engine: await engine(project),
            ledger: ledger,
            audit: audit,
            unfinished: unfinished
        )
    }

    private func located() -> Result<ProjectLocation, Failure> {
        do {
            let location = try ProjectLocation.locate(options, environment)
            _ = try Project.read(location.ssot, limit: Project.ssotLimit)
            return .success(location)
        } catch {
            return .failure(Failure(error))
        }
    }

    private func ssot(_ location: Result<ProjectLocation, Failure>, _ project: Project?) -> StatusReport.SSOT {
        switch location {
        case .failure(let failure): return .missing(failure.diagnostics.first?.summary ?? "none")
        case .success(let location):
            if let project { return .valid(path: location.ssotName, environment: project.policy.environment) }
            let bytes = (try? Project.read(location.ssot, limit: Project.ssotLimit)) ?? []
            let faults = SSOTReader.read(bytes, file: location.ssotName).diagnostics
            return .invalid(path: location.ssotName, errors: faults.count { $0.severity == .error })
        }
    }

    private func engine(_ project: Project?) async -> StatusReport.Engine {
        var endpoint: String?
        do {
            let resolved = try EngineSession.resolve(options, environment, project)
            endpoint = "\(resolved.endpoint) (\(resolved.source))"
            let version = try await withEngineConnection(resolved.endpoint) { $0.version.description }
            return .answers(endpoint: endpoint ?? "", version: version)
        } catch let fault as EngineFault {
            return .silent(endpoint: endpoint, why: fault.description)
        } catch let fault as EndpointFault {
            return .silent(endpoint: endpoint, why: fault.description)
        } catch {
            return .silent(endpoint: endpoint, why: Failure(error).diagnostics.first?.summary ?? "unknown")
        }
    }

    private func memory(
        _ project: Project?,
        _ location: Result<ProjectLocation, Failure>
    ) -> (StatusReport.Ledger?, AuditRecord?, unfinished: Int) {
        do {
            let root = try (try? location.get())?.root ?? ProjectLocation.start(options, environment)
            let env = project?.policy.environment
            let state = try StateDirectory.locate(options, environment, root: root, env: env)
            let shown = Paths.relative(state.ledger, to: environment.workingDirectory) ?? state.ledger
            guard state.hasLedger else { return (.missing(path: shown), nil, 0) }
            let ledger = try LedgerOpening.forReading(state)
            let audit = try LedgerFailure.guarded { try ledger.audits(limit: 1, kind: nil).first }
            let unfinished = try LedgerFailure.guarded { try ledger.unfinishedRuns().count }
            return (.here(path: shown), audit, unfinished)
        } catch {
            return (.unreadable(Failure(error).diagnostics.first?.summary ?? "unreadable"), nil, 0)
        }
    }
}
