import CoreTestSupport
import Domain
import Execution
import Testing

/// The gate before an apply that brings a stack to its file.
@Suite struct StackGateTests {
    private let web = GateFixture.containers[0]

    @Test func `a stack whose every promise holds is admitted without the phrase`() {
        var fixture = fixture(StackFixture.create("job"), StackFixture.pull("postgres:16"), update)
        fixture.phrase = .missing
        #expect(fixture.refusal == nil)
    }

    @Test func `a name that was free and is taken is stale`() throws {
        var fixture = fixture(StackFixture.create("job"))
        fixture.host = GateFixture.host(GateFixture.containers + [Fixture.container("job")])
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedStale)
        let presence = Refusal.Moved(
            address: Address(.container, "job"),
            field: "presence",
            planned: "absent",
            observed: "present"
        )
        #expect(refusal.moved == [presence])
    }

    @Test(arguments: ["postgres:16", "docker.io/library/postgres:16"])
    func `an image that is there by now is stale`(_ reference: String) throws {
        var fixture = fixture(StackFixture.pull(reference))
        fixture.host = GateFixture.host(GateFixture.containers, images: [Fixture.image("postgres:16")])
        #expect(try #require(fixture.refusal).exitCode == .refusedStale)
    }

    @Test func `a digest that is there by now is stale`() throws {
        var fixture = fixture(StackFixture.pull("postgres:16@sha256:ab"))
        let image = Fixture.image("other:1", digests: ["postgres@sha256:ab"])
        fixture.host = GateFixture.host(GateFixture.containers, images: [image])
        #expect(try #require(fixture.refusal).moved.map(\.observed) == ["present"])
    }

    @Test func `a name that a rule keeps by now is refused, whether it is taken or not`() throws {
        for create in [StackFixture.create("prod-web"), StackFixture.pull("prod-web:1")] {
            let refusal = try #require(fixture(create).refusal)
            #expect(refusal.exitCode == .refusedProtected)
            #expect(refusal.diagnostics.first?.code == .planProtected)
        }
        var taken = fixture(StackFixture.create("prod-web"))
        taken.host = GateFixture.host(GateFixture.containers + [Fixture.container("prod-web")])
        #expect(try #require(taken.refusal).exitCode == .refusedProtected)
    }

    @Test func `an image that a rule keeps by now makes no container`() throws {
        var fixture = fixture(StackFixture.create("job"))
        fixture.policy = Fixture.policy { $0.guardRules = [Fixture.guardRule("odoo")] }
        #expect(try #require(fixture.refusal).exitCode == .refusedProtected)
    }

    @Test func `a reference that stands for another image by now is stale before anything is stopped`() throws {
        var fixture = fixture(StackFixture.create("job"))
        fixture.host = GateFixture.host(
            GateFixture.containers,
            images: [Fixture.image("odoo:18", id: Fixture.imageID("new build"))]
        )
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedStale)
        #expect(refusal.moved.map(\.field) == ["image"])
    }

    @Test func `a pinned container that is protected or unknown by now is refused`() throws {
        var renamed = fixture(update)
        renamed.host = GateFixture.host([Fixture.container("prod-x", id: web.id, image: "odoo:18", state: .running)])
        #expect(try #require(renamed.refusal).exitCode == .refusedProtected)
        var dropped = fixture(update)
        dropped.policy = Fixture.policy()
        #expect(try #require(dropped.refusal).exitCode == .refusedProtected)
    }

    @Test func `what may go by now is not brought to the stack`() throws {
        var fixture = fixture(update)
        fixture.policy = Fixture.policy { $0.safe = ["odoo-*"] }
        fixture.host = GateFixture.host([Fixture.container("odoo-staging", image: "odoo:18")])
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedStale)
        #expect(refusal.moved.map(\.field) == ["class"])
    }

    @Test func `of a configuration that moved the attributes are named, as the plan shows them`() throws {
        var fixture = fixture(changing("1", sealed: "(sealed)"))
        fixture.again = StackFixture.plan([changing("3", sealed: nil)])
        fixture.host = GateFixture.host([limited(web)])
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedStale)
        #expect(refusal.moved.map(\.field) == ["configuration.environment.KEY", "configuration.memory"])
        #expect(refusal.moved.map(\.planned) == ["(sealed)", "1"])
        #expect(refusal.moved.map(\.observed) == ["none", "3"])
    }

    @Test func `of a configuration that moved elsewhere its parts are named`() throws {
        var fixture = fixture(update)
        fixture.host = GateFixture.host([limited(web)])
        let moved = try #require(fixture.refusal?.moved.first)
        #expect(moved.field == "configuration")
        #expect(moved.observed == "(changed: its limits or its restart policy)")
    }

    /// With another configuration.
    private func limited(_ container: ObservedContainer) -> ObservedContainer {
        ObservedContainer(
            id: container.id,
            names: container.names,
            imageID: container.imageID,
            imageReference: container.imageReference,
            state: container.state,
            labels: container.labels,
            mounts: container.mounts,
            imageMounts: container.imageMounts,
            bindsAllVolumes: container.bindsAllVolumes,
            networks: container.networks,
            networkMode: container.networkMode,
            detail: .init(
                autoRemove: false,
                stopTimeout: nil,
                namespaceOwners: [],
                configurationDigest: "hmac-sha256:other"
            )
        )
    }

    /// An update whose container has another memory limit and a secret.
    private func changing(_ memory: String, sealed: String?) -> Action {
        let changes = [("environment.KEY", sealed), ("memory", memory)].compactMap { key, before in
            AttributeKey(parsing: key).map {
                Action.AttributeChange(attribute: $0, before: before, after: "2", effect: .inPlace, cause: .host)
            }
        }
        return Action(
            address: update.address,
            kind: update.kind,
            reason: update.reason,
            class: update.class,
            rule: update.rule,
            age: nil,
            steps: update.steps,
            dependsOn: [],
            changes: changes,
            precondition: update.precondition,
            impact: update.impact
        )
    }

    private var update: Action { StackFixture.update("odoo-staging") }

    private func fixture(_ actions: Action...) -> GateFixture {
        var fixture = GateFixture()
        fixture.plan = StackFixture.plan(actions)
        fixture.again = fixture.plan
        return fixture
    }
}
