import Classification
import Domain
import Execution
import Inventory
import Planning

/// One observation of the gate: the host as `plan` observes it, and the plan that the planner makes for it now.
struct LiveEvidenceCollector {
    let plan: Plan
    let recorder: ApplyRecorder
    let environment: Environment
    let observer: Observer
    /// Sealed for `target`.
    let project: Project
    let target: BuiltStack.Target

    func observe() async throws -> LiveEvidence {
        let host = HostObserver(
            observer: observer,
            policy: project.policy,
            ledger: recorder.ledger,
            environment: environment
        )
        let view = try host.record(try await host.observeEverything(), run: recorder.runID, kind: .apply)
        let traces = PlanTraces(ledger: recorder.ledger, environment: environment)
        return LiveEvidence(
            classified: view.classified,
            protection: DirectProtection(project.policy),
            digestKeyID: target.key.id,
            unknownPlans: try traces.unknown(on: view.host),
            replanned: try await replanned(view)
        )
    }

    /// The plan made again. A stack that cannot be planned any more is reported only if everything before it holds.
    private func replanned(_ view: HostView) async throws -> Result<(Project, ReplanEvidence), Failure> {
        let planning = HostPlanning(
            environment: environment,
            mode: plan.mode,
            selection: .only(Set(plan.actions.map(\.address))),
            digestKeyID: target.key.id
        )
        do {
            let (project, result) = try await planning.plan(project, target, view.host, view.memory)
            let evidence = ReplanEvidence(
                plan: result.plan,
                declared: project.built?.desired?.addresses ?? [],
                violations: result.violations,
                isOwnPlan: try recorder.hasRecordedPlan()
            )
            return .success((project, evidence))
        } catch let failure as Failure {
            return .failure(failure)
        }
    }
}

extension DesiredStack {
    /// Everything that it declares, as actions are addressed.
    fileprivate var addresses: Set<Address> {
        Set(containers.map { Address(.container, $0.name) })
            .union(networks.map { Address(.network, $0.name) })
            .union(volumes.map { Address(.volume, $0.name) })
            .union(containers.map { Address(.image, ImageReference.shown($0.image)) })
    }
}

extension ApplyGate {
    /// Somebody else's apply of the same file won the race to the start record.
    static func alreadyUsed(by run: String) -> Refusal {
        let diagnostic = Diagnostic(
            .planUsed,
            "The plan was applied before, by run \(run)",
            fix: "Plan again: a plan is used once."
        )
        return Refusal(gate: .singleUse, exitCode: .refusedTrust, diagnostics: [diagnostic])
    }
}
