package import Domain
import Execution
import PlanFile
package import Reports

/// Verifies a plan's signature, and plans again from a snapshot to compare digests.
package struct VerifyPlanWorkflow: Sendable {
    package struct Result: Sendable {
        package let digest: String
        package let signatures: [SignatureStanding]
        /// The digest of planning again; `nil` where that was not asked.
        package let reproducedDigest: String?
        package let objections: [Diagnostic]
    }

    private let options: Options
    private let environment: Environment

    package init(_ options: Options, _ environment: Environment) {
        self.options = options
        self.environment = environment
    }

    /// `snapshot`: what `observe` wrote on the host; `nil` checks the signature alone.
    ///
    /// - Throws: `Failure` where the plan file is missing (66) or no plan (65), or cannot be planned again.
    package func run(_ name: String, snapshot: String?, targets: [String], exclusions: [String]) async throws -> Result
    {
        let disk = try PlanOnDisk.read(name, options, environment)
        let content = try disk.decoded()
        // Where this host has a ledger, unfinished applies are reported here too.
        _ = try StateDirectory.locate(options, environment, root: disk.root, env: content.plan.environment)
        let document = PlannedInputs(content.plan, root: disk.root).document
        let check = SignatureCheck(environment: environment, disk: disk, document: document)
        let evidence = try await check.evidence()
        let digest = PlanDigest.digest(of: content.plan)
        let again = try await reproduced(content.plan, disk, snapshot, targets, exclusions)
        let differs = again.map { !$0.hasSameBytes(as: digest) } ?? false
        return Result(
            digest: digest,
            signatures: [evidence.standing(author: content.issued.by)].compactMap(\.self),
            reproducedDigest: again,
            objections: [evidence.objection(author: content.issued.by), differs ? notReproduced(snapshot) : nil]
                .compactMap(\.self)
        )
    }

    private func notReproduced(_ snapshot: String?) -> Diagnostic {
        Diagnostic(
            .planStale,
            "Planning again gives another digest: SSOT, stack, guard rules or host are not what the plan was made from",
            fix: "See what it would be now with 'reconcile diff --observed \(snapshot ?? "SNAPSHOT")'."
        )
    }

    private func reproduced(
        _ plan: Plan,
        _ disk: PlanOnDisk,
        _ snapshot: String?,
        _ targets: [String],
        _ exclusions: [String]
    ) async throws -> String? {
        guard let snapshot else { return nil }
        var options = options
        options.directory = disk.root
        options.file = plan.ssot.path
        let request = PlanWorkflow.Request(
            out: nil,
            mode: plan.mode,
            targets: targets,
            exclusions: exclusions,
            snapshot: snapshot,
            isUnsigned: true,
            writesFile: false
        )
        return try await PlanWorkflow(options, environment).run(request).digest
    }
}
