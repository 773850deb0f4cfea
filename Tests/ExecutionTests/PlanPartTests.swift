import CoreTestSupport
import Domain
import Testing

@testable import Execution

/// What each part of a plan means when the planner gives another one.
@Suite struct PlanPartTests {
    private static let table: [PlanPart: PlanPart.Cause] = [
        .environment: .impossible, .engine: .moved, .mode: .impossible, .ssot: .moved, .stack: .moved,
        .limits: .impossible, .digestKey: .moved, .variables: .impossible, .omissions: .moved, .order: .impossible,
        .undeclared: .impossible, .unplanned: .moved, .needed: .moved, .kind: .moved, .reason: .follows,
        .resourceClass: .follows, .rule: .follows, .ageThreshold: .impossible, .firstUnused: .moved, .changes: .moved,
        .precondition: .moved, .impact: .follows, .dependency: .impossible, .movedDependency: .moved,
        .calls: .follows, .otherWaits: .moved, .body: .impossible, .mountedFile: .moved, .specification: .follows,
        .parameter: .impossible,
        .wait: .follows, .target: .moved, .image: .moved, .networkID: .moved,
        .findingOfBodies: .impossible, .finding: .moved,
    ]

    @Test(arguments: PlanPart.allCases) func `every part has its cause`(part: PlanPart) {
        #expect(PlanPartTests.table[part] == part.cause)
    }

    @Test func `what follows is impossible alone and moved along with what moved`() {
        let rule = PlanDifference(nil, "rule", "a", "b", .rule)
        let changes = PlanDifference(nil, "changes", "a", "b", .changes)
        let body = PlanDifference(nil, "body", "a", "b", .body)
        #expect([rule].split(alreadyMoved: false).impossible == [rule])
        #expect([rule].split(alreadyMoved: true).impossible == [])
        #expect([rule, changes].split(alreadyMoved: false).moved == [rule, changes])
        #expect([body, changes].split(alreadyMoved: true).impossible == [body])
    }

    @Test func `a container that has exited since needs no stop, and that is no difference`() {
        let running = StackFixture.replace("web")
        let exited = PlanPartTests.exited(running)
        #expect(ActionComparison(running, exited, common: []).differences == [])
        #expect(!ActionComparison(exited, running, common: []).differences.isEmpty)
    }

    @Test func `the downtime of dependants of a container that has exited since is no difference either`() {
        var running = StackFixture.replace("web")
        let exited = PlanPartTests.exited(running)
        running.findings = [Action.Finding(.downtimeOfDependants, nil, "app")]
        #expect(ActionComparison(running, exited, common: []).differences == [])
    }

    @Test(arguments: [(10, true), (0, false), (nil, false)])
    func `a stop that is not needed now has the planner's grace period all the same`(grace: Int?, isPlanners: Bool)
        throws
    {
        let action = StackFixture.replace("web")
        var container = Fixture.container("web", id: action.precondition.objectID, state: .exited)
        container.detail?.stopTimeout = grace
        let again = ReplanEvidence(
            plan: StackFixture.plan([PlanPartTests.exited(action)]),
            declared: [],
            violations: [],
            isOwnPlan: false
        )
        let (impossible, _) = PlanComparison(StackFixture.plan([action]), again, [container]).differences
        #expect(impossible.map(\.field) == (isPlanners ? [] : ["steps[1].grace_seconds"]))
    }

    @Test func `what this host's planner wrote is stale and never impossible`() throws {
        var fixture = GateFixture()
        fixture.plan = StackFixture.plan([StackFixture.create("job")])
        fixture.again = StackFixture.plan([])
        fixture.phrase = .missing
        #expect(try #require(fixture.refusal).exitCode == .refusedStale)
        fixture.isOwnPlan = false
        #expect(try #require(fixture.refusal).exitCode == .invalidInput)
        #expect(fixture.refusal?.diagnostics.first?.code == .planNotOurs)
        fixture.declared = [Address(.container, "job")]
        #expect(try #require(fixture.refusal).exitCode == .refusedStale)
    }

    @Test func `what would forbid the planner to write forbids to apply`() throws {
        var fixture = GateFixture()
        fixture.violations = [Diagnostic(.wrongHostSuspected, "another host", fix: "look")]
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedProtected)
        #expect(refusal.diagnostics.first?.code == .wrongHostSuspected)
    }

    @Test func `times that no plan has are refused`() throws {
        var fixture = GateFixture()
        fixture.expiresAt = Fixture.now.adding(days: 3).adding(seconds: 1)
        #expect(fixture.refusal?.diagnostics.first?.code == .planValidity)
        fixture = GateFixture()
        fixture.issuedAt = fixture.now.adding(seconds: 301)
        #expect(fixture.refusal?.diagnostics.first?.code == .planValidity)
        fixture.issuedAt = fixture.now.adding(seconds: 300)
        #expect(fixture.refusal == nil)
    }

    @Test func `another SSOT, another stack and a lost ledger are this host's configuration`() throws {
        var fixture = GateFixture()
        fixture.origin = OriginEvidence(boundSSOT: "other.yaml", stack: [], planTTLHours: 72)
        #expect(fixture.refusal?.exitCode == .configuration)
        #expect(fixture.refusal?.gate == .inputs)
        fixture.origin = OriginEvidence(boundSSOT: "ssot.yaml", stack: ["stack.yaml"], planTTLHours: 72)
        #expect(fixture.refusal?.exitCode == .configuration)
        fixture = GateFixture()
        fixture.unknownPlans = ["sha256:ab"]
        #expect(fixture.refusal?.diagnostics.first?.code == .ledgerLost)
        fixture = GateFixture()
        fixture.history = .missing
        #expect(fixture.refusal?.gate == .ledger)
    }

    /// The same replacement for a container that stands still.
    private static func exited(_ action: Action) -> Action {
        guard case .container(let pinned) = action.precondition else { return action }
        let steps = action.steps.filter { $0.operation != .stopContainer }
        let precondition = Precondition.container(
            ContainerPrecondition(
                id: pinned.id,
                names: pinned.names,
                imageID: pinned.imageID,
                imageReference: pinned.imageReference,
                isAlive: false,
                networks: pinned.networks,
                mounts: pinned.mounts,
                users: pinned.users,
                configurationDigest: pinned.configurationDigest
            )
        )
        return Action(
            address: action.address,
            kind: action.kind,
            reason: action.reason,
            class: action.class,
            rule: action.rule,
            age: nil,
            steps: steps,
            dependsOn: [],
            changes: [
                .init(
                    attribute: AttributeKey(.state),
                    before: "exited",
                    after: "running",
                    effect: .inPlace,
                    cause: .host
                )
            ],
            precondition: precondition,
            impact: Impact(of: action.kind, steps, on: precondition)
        )
    }
}
