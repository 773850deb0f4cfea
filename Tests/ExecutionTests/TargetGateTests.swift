import CoreTestSupport
import Domain
import Execution
import Testing

/// What moved on the host since the plan.
@Suite struct TargetGateTests {
    @Test func `a target renamed to a protected name is told as protected before anything else`() throws {
        let refusal = try #require(self.refusal(replacing: container(named: "prod-web")))
        #expect(refusal.exitCode == .refusedProtected)
        #expect(refusal.diagnostics.first?.summary.contains("(now container/prod-web) is protected now") == true)
        #expect(refusal.moved.contains { $0.field == "names" })
    }

    @Test func `a recreated target is stale`() throws {
        let refusal = try #require(self.refusal(replacing: container(id: Fixture.id("another"))))
        #expect(refusal.exitCode == .refusedStale)
        #expect(refusal.moved.contains { $0.address == Address(.container, "test-web") && $0.field == "presence" })
    }

    @Test func `a stopped target that runs now is stale and the other way round is fine`() throws {
        let refusal = try #require(self.refusal(replacing: container(state: .running)))
        #expect(refusal.exitCode == .refusedStale)
        #expect(refusal.moved.map(\.field) == ["state"])
        var fixture = GateFixture()
        fixture.host = GateFixture.host([GateFixture.containers[0], container(state: .dead)])
        #expect(fixture.refusal == nil)
    }

    @Test func `a volume that somebody put to use is unknown now`() throws {
        let stranger = Fixture.container("stranger", volumes: ["test-data"])
        var fixture = GateFixture()
        fixture.host = GateFixture.host(GateFixture.containers + [stranger])
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedProtected)
        #expect(refusal.diagnostics.first?.address == Address(.volume, "test-data"))
        #expect(refusal.moved.contains { $0.address == Address(.volume, "test-data") && $0.field == "users" })
    }

    @Test func `a tag that points at another image is stale`() throws {
        let moved = Fixture.image("test-web:1", id: Fixture.imageID("new build"))
        let old = Fixture.image(id: Fixture.imageID("test-web:1"))
        var fixture = GateFixture()
        fixture.host = GateFixture.host(
            GateFixture.containers,
            images: [Fixture.image("odoo:18"), moved, old]
        )
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedStale)
        #expect(refusal.moved.contains { $0.address == Address(.image, "test-web:1") && $0.field == "tags" })
    }

    @Test func `what a configuration became is not told, only that it changed`() throws {
        let labelled = Fixture.volume("test-data", labels: ObservedLabels(composeProject: "x"))
        let changed = ObservedVolume(
            name: labelled.name,
            driver: labelled.driver,
            optionNames: [],
            labels: .none,
            configurationDigest: "hmac-sha256:other",
            mountpointIdentity: nil
        )
        var fixture = GateFixture()
        fixture.host = GateFixture.host(GateFixture.containers, volumes: [changed])
        let moved = try #require(fixture.refusal?.moved.first)
        #expect(moved.field == "configuration")
        #expect(moved.observed == "(changed: its options or labels)")
    }

    @Test func `digests of another key cannot be compared and are stale`() throws {
        var fixture = GateFixture()
        fixture.digestKeyID = "other"
        let refusal = try #require(fixture.refusal)
        #expect(refusal.exitCode == .refusedStale)
        #expect(Set(refusal.moved.map(\.field)) == ["digest_key"])
    }

    @Test func `strangers that came, went, or crash meanwhile change nothing`() {
        var fixture = GateFixture()
        let strangers = [
            Fixture.container("stranger", state: .restarting),
            Fixture.container("prod-new", image: "odoo:18", state: .running),
        ]
        fixture.host = GateFixture.host(GateFixture.containers + strangers)
        #expect(fixture.refusal == nil)
    }

    private func refusal(replacing target: ObservedContainer) -> Refusal? {
        var fixture = GateFixture()
        fixture.host = GateFixture.host([GateFixture.containers[0], target])
        return fixture.refusal
    }

    private func container(
        named name: String = "test-web",
        id: String = Fixture.containerID("test-web"),
        state: ContainerState = .exited
    ) -> ObservedContainer {
        let original = GateFixture.containers[1]
        return ObservedContainer(
            id: id,
            names: [name],
            imageID: original.imageID,
            imageReference: original.imageReference,
            state: state,
            labels: original.labels,
            mounts: original.mounts,
            networks: original.networks,
            networkMode: original.networkMode,
            detail: original.detail
        )
    }
}
