import Classification
import Domain
import Execution
import Inventory
import Planning

/// Collects for the gate what only the Engine and the planner can say: the host as `plan` observes it, and the plan that
/// the planner makes for it now.
struct LiveEvidenceCollector {
    let plan: Plan
    let recorder: ApplyRecorder
    let environment: Environment
    let observer: Observer
    /// Sealed for `target`.
    let project: Project
    let target: BuiltStack.Target
    let key: DigestKey

    /// Observes the host once, and records what was seen.
    func collect() async throws -> LiveEvidence {
        let host = HostObserver(
            observer: observer,
            policy: project.policy,
            ledger: recorder.ledger,
            environment: environment
        )
        let view = try host.record(try await host.observeEverything(), run: recorder.runID, kind: .apply)
        let traces = PlanTraces(ledger: recorder.ledger, environment: environment)
        let (replanned, project) = try await planAgain(view)
        return LiveEvidence(
            classified: view.classified,
            memory: view.memory,
            protection: DirectProtection(project.policy),
            digestKeyID: key.id,
            unknownPlans: try traces.unknown(on: view.host),
            hostMismatch: HostCheck.finding(project, view.host.engine),
            secrets: PlannedSecrets(plan, project.built, key),
            replanned: replanned,
            project: project
        )
    }

    private func planAgain(_ view: HostView) async throws -> (Result<ReplanEvidence, Failure>, Project) {
        let planning = HostPlanning(
            mode: plan.mode,
            selection: .only(Set(plan.actions.map(\.address))),
            digestKeyID: key.id,
            composeHashes: { try await environment.composeHashes(of: $0) }
        )
        do {
            let (project, result) = try await planning.plan(project, target, view.host, view.memory)
            let evidence = ReplanEvidence(
                plan: result.plan,
                declared: project.declaredAddresses,
                grounds: Dictionary(firstWins: project.desired.map { ($0.project, StackGround($0)) }),
                violations: result.violations,
                isOwnPlan: try recorder.hasRecordedPlan()
            )
            return (.success(evidence), project)
        } catch let failure as Failure {
            return (.failure(failure), project)
        }
    }
}

extension Project {
    /// Everything that the stacks declare, as actions are addressed.
    var declaredAddresses: Set<Address> { desired.reduce(into: []) { $0.formUnion($1.addresses) } }
}

extension DesiredStack {
    fileprivate var addresses: Set<Address> {
        Set(containers.map { Address(.container, $0.name) })
            .union(networks.map { Address(.network, $0.name) })
            .union(volumes.map { Address(.volume, $0.name) })
            .union(containers.map { Address(.image, ImageReference.shown($0.image)) })
    }
}
