import Domain
import Execution
import PlanFile
import SSOT

// What files and ledger say of the plan. What can be refused without the Engine is refused without it.
extension ApplyRun {
    /// The evidence that needs no Engine, and the project that the plan's SSOT describes.
    struct Collected {
        var evidence: GateEvidence
        let project: Project
    }

    func collect() async throws -> Collected {
        let bound = try recorder.boundSSOT()
        let inputs = PlannedInputs(plan, root: disk.root, bound: bound)
        var evidence = try await evidence(inputs, bound)
        try refuse(evidence)
        guard let project = try await inputs.project(options, environment, root: disk.root),
            project.ssot.sha256 == plan.ssot.sha256
        else { throw ApplyGate.vanished(plan.ssot) }
        // Of files that cannot be read now, planning again says why.
        evidence.origin.stack = project.readings.isAnyBroken ? nil : project.stack.map(\.path)
        try refuse(evidence)
        return Collected(evidence: evidence, project: project)
    }

    private func evidence(_ inputs: PlannedInputs, _ bound: String?) async throws -> GateEvidence {
        let document = inputs.document
        let check = SignatureCheck(
            environment: environment,
            disk: disk,
            document: document,
            signers: .recorded(digest: try recorder.recordedSigners())
        )
        return GateEvidence(
            plan: plan,
            issued: content.issued,
            signature: try await check.evidence(),
            approvals: document.approvals(for: plan),
            clock: try recorder.clock(at: environment.now()),
            engine: nil,
            boundEngine: try recorder.boundEngine(),
            history: try recorder.history(of: content.issued),
            origin: OriginEvidence(boundSSOT: bound, stack: nil, planTTLHours: document?.planTTLHours),
            inputs: inputs.evidence,
            usedBy: try recorder.usedBy(),
            limits: document?.limits ?? plan.limits,
            findings: document?.findings ?? .none,
            observed: nil,
            protection: nil,
            digestKeyID: plan.digestKeyID,
            phrase: .missing
        )
    }
}
