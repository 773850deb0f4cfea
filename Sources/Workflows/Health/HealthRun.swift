import Classification
import DockerEngine
package import Domain
import Execution
import Inventory
import JSON
import Ledger
import Reports
import SSOT

/// Runs the SSOT's health checks, one after the other.
struct HealthRun {
    let environment: Environment
    let session: EngineSession
    let project: Project
    /// What the ledger remembers: a command runs in no container that only memory protects.
    let memory: Memory
    let observer: Observer

    func results() async throws -> [HealthResult] { try await outcome().results }

    func outcome() async throws -> HealthOutcome {
        let checks = project.document.healthChecks
        guard !checks.isEmpty else { return HealthOutcome(results: [], warnings: []) }
        let host = try await observer.observe(at: environment.now(), inspecting: .none)
        let classified = Classifier(policy: project.policy, memory: memory).classify(host)
        var results: [HealthResult] = []
        for check in checks { results.append(await result(check, classified)) }
        return HealthOutcome(results: results, warnings: host.unseenVolumesWarnings)
    }

    /// Every check has a result: where the Engine does not answer, none of them is healthy.
    func resultsWhateverHappens() async -> [HealthResult] {
        do {
            return try await results()
        } catch {
            return project.document.healthChecks.map { check in
                HealthResult(
                    name: check.name,
                    kind: check.kind,
                    isHealthy: false,
                    expected: check.expected,
                    observed: "the Engine did not answer",
                    milliseconds: 0
                )
            }
        }
    }

    private func result(_ check: HealthCheck, _ classified: ClassifiedHost) async -> HealthResult {
        let start = environment.uptime()
        let (isHealthy, observed) = await outcome(check, classified)
        let elapsed = environment.uptime() - start
        return HealthResult(
            name: check.name,
            kind: check.kind,
            isHealthy: isHealthy,
            expected: check.expected,
            observed: observed,
            milliseconds: Int(elapsed / .milliseconds(1))
        )
    }

    private func outcome(_ check: HealthCheck, _ classified: ClassifiedHost) async -> (Bool, String) {
        let timeout = Duration.seconds(check.timeoutSeconds)
        do {
            switch check.probe {
            case .http(let url, let expected):
                let status = try await HTTPProbe().status(of: url, within: timeout)
                return (status == expected, "status \(status)")
            case .command(let words, let expected, let container):
                let target = try ProbeTarget.find(container, check, project.policy, classified)
                let code = try await CommandProbe(session.connection)
                    .run(words, in: target.container, judged: target.verdict, within: timeout)
                return (code == expected, "exit code \(code)")
            }
        } catch let fault as EngineFault {
            return (false, fault.description)
        } catch let fault as ProbeFault {
            return (false, fault.description)
        } catch let fault as ProbeTarget.Unresolved {
            return (false, fault.reason)
        } catch {
            return (false, "no answer (\(type(of: error)))")
        }
    }
}

/// What the health checks found, and what else is worth knowing of the host.
package struct HealthOutcome: Sendable {
    package let results: [HealthResult]
    package let warnings: [Diagnostic]

    package var isHealthy: Bool { results.allSatisfy(\.isHealthy) }
}

extension HealthCheck {
    var kind: String {
        switch probe {
        case .http: "http"
        case .command: "command"
        }
    }

    var expected: String {
        switch probe {
        case .http(_, let status): "status \(status)"
        case .command(_, let code, _): "exit code \(code)"
        }
    }
}

/// The last health result as the ledger keeps it for audits to repeat.
enum HealthRecord {
    private static let key = "health.last"

    static func store(_ results: [HealthResult], in ledger: Ledger, at now: Timestamp) throws {
        guard !results.isEmpty else { return }
        let record: JSON = ["at": .string(now.description), "checks": .array(results.map(\.json))]
        try LedgerFailure.guarded { try ledger.setMeta(key, record.text(.compact), at: now) }
    }

    static func last(in ledger: Ledger) throws -> HealthStanding? {
        guard let text = try LedgerFailure.guarded({ try ledger.meta(key) }) else { return nil }
        let record = try JSON.parse(Array(text.utf8))
        guard let at = record["at"]?.string.flatMap({ Timestamp(parsing: $0) }) else { return nil }
        return HealthStanding(at: at, results: (record["checks"]?.array ?? []).compactMap(HealthResult.init))
    }
}

/// The container that a command check runs in: the one that it names, else the one whose role is the check's name.
struct ProbeTarget {
    let container: ObservedContainer
    let verdict: ClassifiedResource

    struct Unresolved: Error {
        let reason: String
    }

    static func find(
        _ named: String?,
        _ check: HealthCheck,
        _ policy: Policy,
        _ classified: ClassifiedHost
    ) throws(Unresolved) -> ProbeTarget {
        let name: String
        if let named { name = named } else { name = try nameByRole(check, policy) }
        let address = Address(.container, name)
        guard let container = classified.host.containers.first(where: { $0.address == address }),
            let verdict = classified[address]
        else { throw Unresolved(reason: "\(address) is not there") }
        return ProbeTarget(container: container, verdict: verdict)
    }

    private static func nameByRole(_ check: HealthCheck, _ policy: Policy) throws(Unresolved) -> String {
        let fitting = policy.allowed.containers.filter { $0.role == check.name }
        guard let only = fitting.first, fitting.count == 1 else {
            let found = fitting.isEmpty ? "no allowed container has" : "\(fitting.count) allowed containers have"
            throw Unresolved(reason: "\(found) the role '\(check.name)'; write 'container:' in the check")
        }
        return only.name
    }
}
