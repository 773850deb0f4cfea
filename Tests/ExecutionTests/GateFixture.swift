import Classification
import CoreTestSupport
import Domain
import Execution
import Planning

/// A host with one of everything that may go, its plan, and evidence that lets the plan through.
struct GateFixture {
    var host: ObservedHost
    var policy: Policy
    var plan: Plan
    var signature: SignatureEvidence = .valid(principal: "alice@example.com")
    var approvalsRequired = 0
    var now = Fixture.now.adding(seconds: 60)
    var newestRecord: Timestamp? = Fixture.now
    var engine: EngineIdentity
    var boundEngine: EngineIdentity?
    var history: HistoryEvidence = .consistent
    var foundSSOT: String? = "sha256:ssot"
    var origin = OriginEvidence(boundSSOT: "ssot.yaml", stack: [], planTTLHours: 72)
    var unknownPlans: [String] = []
    var expiresAt = Fixture.now.adding(days: 3)
    var issuedAt = Fixture.now
    /// The result of planning again at the gate; `nil` runs the planner.
    var again: Plan?
    var declared: Set<Address> = []
    var grounds: [String: StackGround] = [:]
    var findings = FindingPolicy.none
    var violations: [Diagnostic] = []
    var isOwnPlan = true
    /// Why planning again fails; `nil` where it does not.
    var replanning: Failure?
    var movedSecrets: [Refusal.Moved] = []
    var hostMismatch: Diagnostic?
    var usedBy: String?
    var digestKeyID = "key"
    var phrase: PhraseEvidence = .given

    init() {
        policy = Fixture.policy { rules in
            rules.allowedContainers = ["odoo-staging"]
            rules.safe = ["test-*"]
        }
        host = GateFixture.host(GateFixture.containers)
        engine = host.engine
        plan = Planner.plan(GateFixture.input(host, policy)).plan
    }

    static let containers = [
        Fixture.container("odoo-staging", image: "odoo:18", state: .running),
        Fixture.container(
            "test-web",
            image: "test-web:1",
            volumes: ["test-data"],
            networks: [Fixture.attached("test-net")]
        ),
    ]

    static func host(
        _ containers: [ObservedContainer],
        images: [ObservedImage] = [Fixture.image("odoo:18"), Fixture.image("test-web:1")],
        volumes: [ObservedVolume] = [Fixture.volume("test-data")]
    ) -> ObservedHost {
        Fixture.host(containers, images: images, volumes: volumes, networks: [Fixture.network("test-net")])
    }

    static func input(
        _ host: ObservedHost,
        _ policy: Policy,
        _ selection: Selection = .everything
    ) -> PlanningInput {
        PlanningInput(
            host: host,
            policy: policy,
            memory: .none,
            ssot: .init(path: "ssot.yaml", sha256: "sha256:ssot"),
            stack: [],
            mode: .all,
            selection: selection,
            digestKeyID: "key"
        )
    }

    var refusal: Refusal? { ApplyGate.refusal(evidence) }

    var evidence: GateEvidence {
        var evidence = withoutLook
        evidence.unknownPlans = unknownPlans
        evidence.movedSecrets = movedSecrets
        evidence.hostMismatch = hostMismatch
        let again = ReplanEvidence(
            plan: again ?? replanned,
            declared: declared,
            grounds: grounds,
            violations: violations,
            isOwnPlan: isOwnPlan
        )
        evidence.replanned = replanning.map { .failure($0) } ?? .success(again)
        return evidence
    }

    private var replanned: Plan {
        Planner.plan(GateFixture.input(host, policy, .only(Set(plan.actions.map(\.address))))).plan
    }

    private var withoutLook: GateEvidence {
        GateEvidence(
            plan: plan,
            issued: issued,
            signature: signature,
            approvals: .init(required: approvalsRequired, key: "approval.required", position: nil),
            clock: .init(now: now, newestRecord: newestRecord),
            engine: engine,
            boundEngine: boundEngine ?? engine,
            history: history,
            origin: origin,
            inputs: [.init(planned: plan.ssot, found: foundSSOT)],
            usedBy: usedBy,
            limits: policy.limits,
            findings: findings,
            observed: Classifier(policy: policy, memory: .none).classify(host),
            protection: DirectProtection(policy),
            digestKeyID: digestKeyID,
            phrase: phrase
        )
    }

    private var issued: Issued {
        Issued(
            id: "run",
            at: issuedAt,
            by: "alice@example.com",
            expiresAt: expiresAt,
            tool: "reconcile",
            commit: nil,
            endpoint: "unix:///x",
            observedAt: Fixture.now,
            counts: ClassCounts(),
            checkpoint: nil
        )
    }
}
