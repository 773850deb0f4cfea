package import Domain
import Execution
import Files
import Ledger
import PlanFile
package import Reports
import SSOT

/// Says what a plan file would do and whether it may still be applied. It needs no Engine and never fails because a plan
/// is stale.
package struct ShowWorkflow: Sendable {
    package struct Result: Sendable {
        package let content: PlanFileContent
        package let digest: String
        package let standing: PlanStanding
        /// The plan file's own JSON.
        package let json: JSON
        /// What speaks against applying it now; empty for a valid plan.
        package let objections: [Diagnostic]
        /// The file's path below its repository, however it was named; outside of one its name alone. No path of this
        /// machine goes into a comment.
        package let file: String
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// - Throws: `Failure` 66 or 65 where the file is missing or no plan.
    package func run(_ name: String) async throws -> Result {
        let disk = try PlanOnDisk.read(name, options, environment)
        let content = try disk.decoded()
        let ledger = try ledger(disk, content)
        let bound = try ledger.flatMap { ledger in try LedgerFailure.guarded { try ledger.ssotPath() } }
        let inputs = PlannedInputs(content.plan, root: disk.root, bound: bound)
        let check = SignatureCheck(
            environment: environment,
            disk: disk,
            document: inputs.document,
            signers: try ledger.flatMap { ledger in try LedgerFailure.guarded { try ledger.signersDigest() } }
                .map(SignatureCheck.Signers.recorded) ?? .anyContent
        )
        let signature = try await check.evidence()
        let usedBy = try ledger.flatMap { ledger in try LedgerFailure.guarded { try ledger.runThatUsed(disk.fileHash) }
        }
        let evidence = evidence(content, inputs, signature, usedBy, bound)
        let refusal = ApplyGate.refusal(evidence)
        let standing = PlanStanding(refusal: refusal, signature: signature, evidence, content)
        return Result(
            content: content,
            digest: PlanDigest.digest(of: content.plan),
            standing: standing,
            json: ["plan": PlanJSON.plan(content.plan), "issued": PlanJSON.issued(content.issued)],
            objections: (refusal?.diagnostics ?? []).map { $0.asWarning() },
            file: disk.shown
        )
    }

    private func evidence(
        _ content: PlanFileContent,
        _ inputs: PlannedInputs,
        _ signature: SignatureEvidence,
        _ usedBy: String?,
        _ bound: String?
    ) -> GateEvidence {
        GateEvidence(
            plan: content.plan,
            issued: content.issued,
            signature: signature,
            approvals: inputs.document.approvals(for: content.plan),
            clock: ClockEvidence(now: environment.now(), newestRecord: nil),
            engine: nil,
            boundEngine: nil,
            history: .consistent,
            // Where there is no ledger, nobody knows of another.
            origin: OriginEvidence(
                boundSSOT: bound ?? content.plan.ssot.path,
                stack: nil,
                planTTLHours: inputs.document?.planTTLHours
            ),
            inputs: inputs.evidence,
            usedBy: usedBy,
            limits: inputs.document?.limits ?? content.plan.limits,
            findings: inputs.document?.findings ?? .none,
            observed: nil,
            protection: nil,
            digestKeyID: content.plan.digestKeyID,
            phrase: .given
        )
    }

    /// This host's ledger, if there is one here: it knows whether the file was applied, and which signers it recorded.
    private func ledger(_ disk: PlanOnDisk, _ content: PlanFileContent) throws -> Ledger? {
        let state = try StateDirectory.locate(options, environment, root: disk.root, env: content.plan.environment)
        guard state.hasLedger else { return nil }
        return try LedgerOpening.forReading(state)
    }
}
