import CoreTestSupport
import Domain
import Planning
import Testing

/// Several stacks of one host in one plan.
@Suite struct SeveralStacksTests {
    private let images = [Fixture.image("busybox:1")]

    private func stack(_ project: String, _ containers: [DesiredContainer]) -> DesiredStack {
        var stack = Fixture.stack(containers)
        stack.project = project
        stack.workingDirectory = "/srv/\(project)"
        stack.configFiles = "/srv/\(project)/compose.yaml"
        return stack
    }

    private func planned(
        _ host: ObservedHost,
        _ stacks: [DesiredStack],
        _ selection: Selection = .everything
    ) -> PlanningResult {
        Planner.plan(
            PlanningInput(
                host: host,
                policy: Fixture.policy { _ in }.reading(stacks),
                memory: .none,
                ssot: .init(path: "ssot.yaml", sha256: "sha256:1"),
                stack: [],
                desired: stacks,
                mode: .all,
                selection: selection,
                digestKeyID: "key"
            )
        )
    }

    @Test func `one plan makes what every stack lacks, and pulls an image once`() {
        let stacks = [
            stack("shop", [Fixture.desired("shop-web-1", image: "redis:7", service: "web")]),
            stack("crm", [Fixture.desired("crm-web-1", image: "redis:7", service: "web")]),
        ]
        let actions = planned(Fixture.host(), stacks).plan.actions
        #expect(
            actions.map(\.address.description) == [
                "image/redis:7", "container/crm-web-1", "container/shop-web-1",
            ]
        )
        #expect(actions.dropFirst().allSatisfy { $0.dependsOn == [Address(.image, "redis:7")] })
    }

    @Test func `a container of one stack is no orphan and no stranger of the other`() {
        let stacks = [
            stack("demo", [Fixture.desired("web")]), stack("crm", [Fixture.desired("crm-web-1", service: "web")]),
        ]
        let other = Fixture.container(
            "crm-web-1",
            labels: .init(composeProject: "crm", composeService: "web", composeWorkingDirectory: "/srv/crm")
        )
        let orphan = Fixture.container(
            "crm-old-1",
            labels: .init(composeProject: "crm", composeService: "old", composeWorkingDirectory: "/srv/crm")
        )
        let result = planned(Fixture.host([other, orphan], images: images), stacks)
        #expect(result.classified[Address(.container, "crm-web-1")]?.class == .expected)
        #expect(result.classified[Address(.container, "crm-web-1")]?.notes.contains(.foreign) == false)
        let orphans = result.plan.omissions.filter { $0.code == .orphan }.compactMap(\.address?.name)
        #expect(orphans == ["crm-old-1"])
        #expect(result.classified[Address(.container, "crm-old-1")]?.notes.contains(.orphan) == true)
        #expect(result.classified[Address(.container, "crm-web-1")]?.notes.contains(.orphan) == false)
    }

    @Test func `what one stack makes, another may use as external`() throws {
        var maker = stack("shop", [Fixture.desired("shop-web-1", service: "web", connections: ["shared"])])
        maker.networks = [Fixture.desiredNetwork("default", name: "shared")]
        var user = stack("crm", [Fixture.desired("crm-web-1", service: "web", connections: ["shared"])])
        user.networks = [Fixture.desiredNetwork("default", name: "shared", isExternal: true)]
        let plan = planned(Fixture.host(images: images), [user, maker]).plan
        #expect(
            plan.actions.map(\.address.description) == [
                "network/shared", "container/crm-web-1", "container/shop-web-1",
            ]
        )
        #expect(plan.actions.dropFirst().allSatisfy { $0.dependsOn == [Address(.network, "shared")] })
        let alone = planned(Fixture.host(images: images), [user]).plan
        #expect(alone.actions.isEmpty)
    }

    @Test func `only the chosen stack is planned, and nothing is cleaned up`() {
        let stacks = [
            stack("shop", [Fixture.desired("shop-web-1", service: "web")]),
            stack("crm", [Fixture.desired("crm-web-1", service: "web")]),
        ]
        let plan = planned(Fixture.host(images: images), stacks, Selection.everything.within(["crm"])).plan
        #expect(plan.actions.map(\.address.name) == ["crm-web-1"])
        let left = plan.omissions.filter { $0.code == .notSelected }.compactMap(\.address?.name)
        #expect(left == ["shop-web-1"] && !plan.complete)
        let pulling = planned(Fixture.host(), stacks, Selection.everything.within(["crm"])).plan
        #expect(pulling.actions.map(\.address.description) == ["image/busybox:1", "container/crm-web-1"])
        #expect(!pulling.omissions.contains { $0.address == Address(.image, "busybox:1") })
    }
}
