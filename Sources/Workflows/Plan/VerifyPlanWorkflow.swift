package import Domain
import Execution
import PlanFile
import Planning
package import Reports

/// Verifies a plan's signature, and plans again from a snapshot to compare digests.
package struct VerifyPlanWorkflow: Sendable {
    package struct Result: Sendable {
        package let digest: String
        package let signatures: [SignatureStanding]
        /// `nil` where planning again was not asked.
        package let reproduction: Reproduction?
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
        let again = PlanAgain(options: options, environment: environment, root: disk.root)
        let selection = Selection(targets: targets, exclusions: exclusions, of: content.plan)
        let reproduction =
            if let snapshot {
                try await again.reproduction(of: content, snapshot, selection)
            } else {
                nil as Reproduction?
            }
        return Result(
            digest: PlanDigest.digest(of: content.plan),
            signatures: [evidence.standing(author: content.issued.by)].compactMap(\.self),
            reproduction: reproduction,
            objections: [
                evidence.objection(author: content.issued.by),
                reproduction.flatMap { again.objection($0, content.issued, snapshot ?? "SNAPSHOT") },
            ].compactMap(\.self)
        )
    }
}

/// Makes a plan under review again, from the files of this checkout and a snapshot of the host.
struct PlanAgain {
    let options: Options
    let environment: Environment
    /// Of the repository that the plan file lies in.
    let root: String

    func reproduction(
        of content: PlanFileContent,
        _ snapshot: String,
        _ selection: Selection
    ) async throws -> Reproduction {
        var options = options
        options.directory = root
        options.file = content.plan.ssot.path
        let planning = OfflinePlanning(
            options: options,
            environment: environment,
            mode: content.plan.mode,
            selection: selection,
            assumesSecrets: true
        )
        let planned = try await planning.plan(snapshot)
        let plan = UnknownSeals.filled(planned.result.plan, from: content.plan)
        let evidence = ReplanEvidence(
            plan: plan,
            declared: planned.project.declaredAddresses,
            violations: [],
            isOwnPlan: false
        )
        let digest = PlanDigest.digest(of: plan)
        return Reproduction(
            digest: digest,
            isSame: digest.hasSameBytes(as: PlanDigest.digest(of: content.plan)),
            differences: PlanReproduction(content.plan, evidence, planned.snapshot.host.containers).differences.map {
                .init(
                    address: $0.address,
                    field: $0.field,
                    planned: $0.planned,
                    reproduced: $0.reproduced,
                    source: $0.source.rawValue
                )
            },
            unproven: Set(planned.project.desired.flatMap(\.unknownValues)).sortedByBytes(),
            observedAt: planned.snapshot.host.observedAt,
            commit: GitHead.commit(at: root)
        )
    }

    /// Says what differs and why that can be; `nil` where nothing does.
    func objection(_ reproduction: Reproduction, _ issued: Issued, _ snapshot: String) -> Diagnostic? {
        guard !reproduction.isSame else { return nil }
        return Diagnostic(
            .planStale,
            "Planning again gives another plan: \(reproduction.summaryOfDifferences)",
            detail: reproduction.reasons(issued).joined(separator: " "),
            fix: "See what it would be now with 'reconcile diff --observed \(snapshot)'."
        )
    }
}

extension Selection {
    /// What was typed; where nothing was and the plan leaves out what was not selected, just what it holds.
    fileprivate init(targets: [String], exclusions: [String], of plan: Plan) {
        self.init(targets: targets.map { ResourcePattern($0) }, exclusions: exclusions.map { ResourcePattern($0) })
        guard targets.isEmpty, exclusions.isEmpty, plan.omissions.contains(where: { $0.code == .notSelected }) else {
            return
        }
        self = .only(Set(plan.actions.map(\.address)))
    }
}

extension DesiredStack {
    /// The names of the values that only the host's key can seal, sorted.
    fileprivate var unknownValues: [String] {
        let bodies = containers.map(\.body) + networks.map(\.body) + volumes.map(\.body)
        let secrets = bodies.flatMap(BodyReference.unknownSecrets)
        let files = containers.flatMap { container in
            container.attributes.members(of: .content).filter { target in
                container.attributes[AttributeKey(.content, target)].map(AttributeSet.isUnknown) ?? false
            }.map { "\(container.service): the file behind \($0)" }
        }
        let unmarked = containers.filter { $0.body["Labels"]?["reconcile.spec"] == nil }.map {
            "\($0.service): reconcile.spec"
        }
        return Set(secrets + files + unmarked).sortedByBytes()
    }
}
