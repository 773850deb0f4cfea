import Domain
import Reports

extension Fixtures {
    static func deletion(_ kind: ResourceKind, _ name: String, dependsOn: [Address] = []) -> Action {
        let id = kind == .volume ? name : hash
        let steps: [Step] =
            switch kind {
            case .container: [.stopContainer(id: id, graceSeconds: 10, removesItself: false), .removeContainer(id: id)]
            case .image: [.removeImageReference(reference: name, imageID: "sha256:" + hash)]
            case .volume: [.removeVolume(name: name)]
            case .network: [.removeNetwork(id: id)]
            }
        return Action(
            address: Address(kind, name),
            kind: kind == .image ? .untag : .delete,
            reason: .safePattern,
            class: .extraSafeDelete,
            rule: Action.Rule(name: .safeToDeletePattern, pattern: "test-*", at: "\(ssot):47:9"),
            age: kind == .volume ? Action.Age(firstUnused: now, thresholdDays: 30) : nil,
            steps: steps,
            dependsOn: dependsOn,
            changes: [],
            precondition: .network(
                NetworkPrecondition(id: id, name: name, driver: "bridge", configurationDigest: "hmac", users: [])
            ),
            impact: Impact(
                downtime: kind == .container,
                dataLoss: kind == .volume ? .volumeContent : .none,
                reversible: kind != .volume,
                backup: .none
            )
        )
    }

    static let actions = [
        deletion(.container, "test-import"),
        deletion(.image, "registry.example.com:5000/team/test-image-with-quite-a-long-name/part:2026-11-23"),
        deletion(.volume, "test-data", dependsOn: [Address(.container, "test-import")]),
    ]

    static func plan(
        _ actions: [Action] = actions,
        environment: String = "staging",
        omissions: [String] = []
    ) -> PlanFileContent {
        let plan = Plan(
            environment: environment,
            engine: engine,
            ssot: Plan.PinnedFile(path: ssot, sha256: digest),
            stack: [],
            mode: .cleanup,
            applyable: true,
            complete: omissions.isEmpty,
            omissions: omissions.map { Omission(nil, .heldBack, $0) },
            digestKeyID: "k1",
            limits: Limits(),
            actions: actions
        )
        let issued = Issued(
            id: "p1",
            at: now,
            by: "alice@example.com",
            expiresAt: now.adding(days: 3),
            tool: "reconcile 0.1.0",
            commit: nil,
            endpoint: "unix:///var/run/docker.sock",
            observedAt: now,
            counts: ClassCounts(resources),
            checkpoint: nil
        )
        return PlanFileContent(plan: plan, issued: issued)
    }

    static let planFile = "plans/staging/20261118T064640Z-9c1e4f20.plan.json"

    static func report(_ content: PlanFileContent = plan(), standing: PlanStanding? = standing) -> PlanReport {
        PlanReport(content: content, digest: digest, file: planFile, standing: standing)
    }

    static let standing = PlanStanding(
        verdict: .stale,
        moved: [
            Refusal.Moved(
                address: Address(.container, "test-import"),
                field: "state",
                planned: "exited",
                observed: "running"
            )
        ],
        signatures: [SignatureStanding(principal: "alice@example.com", namespace: "reconcile-plan", isGood: true)],
        approvalsRequired: 2,
        approvals: ["bob@example.com"]
    )

    static let runs = [
        RunRecord(
            id: runID,
            kind: .apply,
            startedAt: now,
            endedAt: now.adding(seconds: 9),
            outcome: .refused,
            exitCode: .refusedStale,
            planDigest: digest,
            fileHash: digest,
            principal: "alice@example.com",
            engine: engine,
            summary: "refused: RC301 container/test-import-with-a-long-name moved since the plan was made"
        ),
        RunRecord(
            id: "20261118T064630Z-00c0ffee",
            kind: .audit,
            startedAt: now,
            endedAt: nil,
            outcome: .unfinished,
            exitCode: nil,
            planDigest: nil,
            fileHash: nil,
            principal: nil,
            engine: engine,
            summary: ""
        ),
    ]

    static func record(_ address: Address, _ outcome: StepOutcome, detail: String = "") -> ActionRecord {
        ActionRecord(
            runID: runID,
            sequence: 0,
            action: .delete,
            address: address,
            objectID: hash,
            reason: .safePattern,
            rule: Action.Rule(name: .safeToDeletePattern, pattern: "test-*", at: "\(ssot):47:9"),
            outcome: outcome,
            detail: detail,
            at: now,
            planDigest: digest,
            principal: nil
        )
    }
}
