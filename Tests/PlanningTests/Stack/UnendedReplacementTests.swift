import CoreTestSupport
import Domain
import Planning
import Testing

/// A replacement that a kill left behind is finished or reversed by the very next plan, whatever else changed.
@Suite struct UnendedReplacementTests {
    private let images = [Fixture.image("busybox:1")]
    private let id = Fixture.id("old")

    private func old(
        _ state: ContainerState = .exited,
        name: String? = nil,
        attributes: [AttributeKey: String] = [:],
        volumes: [String] = []
    ) -> ObservedContainer {
        Fixture.member(
            name ?? SetAsideName.name("web", of: id),
            service: "web",
            id: id,
            state: state,
            attributes: attributes,
            volumes: volumes
        )
    }

    private func plan(_ containers: [ObservedContainer], _ wanted: DesiredContainer? = nil) -> StackPlanned {
        StackPlanned(Fixture.host(containers, images: images), Fixture.stack([wanted ?? Fixture.desired("web")]))
    }

    @Test func `the old one comes back in one go, with what can be changed in place`() {
        let restart = AttributeKey(.restart)
        let wanted = Fixture.desired("web", attributes: [restart: "always"])
        let planned = plan([old(attributes: [restart: "no"])], wanted)
        #expect(planned.lines == ["restore container/web because set_aside"])
        #expect(
            planned.operations("web") == [
                "container.rename", "container.update", "container.start", "container.wait",
            ]
        )
    }

    @Test func `an old one that differs is the old one of another replacement`() {
        let wanted = Fixture.desired("web", attributes: [AttributeKey(.user): "7"])
        let planned = plan([old()], wanted)
        #expect(planned.lines == ["replace container/web because set_aside"])
        #expect(
            planned.operations("web") == [
                "container.create", "container.start", "container.wait", "container.remove",
            ]
        )
    }

    @Test func `under another such name it is set aside by its own first`() {
        let wanted = Fixture.desired("web", attributes: [AttributeKey(.user): "7"])
        let planned = plan([old(name: "0123456789ab_fedcba987654_web")], wanted)
        let rename = planned.action("web")?.steps.first
        let aside = SetAsideName.name("web", of: id)
        #expect(rename == .renameContainer(id: id, from: "0123456789ab_fedcba987654_web", to: aside))
    }

    @Test(arguments: [ContainerState.created, .exited, .paused, .restarting, .dead])
    func `a new one that is not well is made once more, and the old one stays for the way back`(state: ContainerState) {
        let new = Fixture.member("web", state: state)
        let planned = plan([old(), new])
        #expect(planned.lines == ["replace container/web because set_aside"])
        let steps = planned.action("web")?.steps ?? []
        let stops = state.isAlive ? [Step.stopContainer(id: new.id, graceSeconds: nil, removesItself: false)] : []
        #expect(Array(steps.prefix(stops.count + 1)) == stops + [.removeContainer(id: new.id)])
        #expect(steps.last == .removeContainer(id: id))
        #expect(planned.action("web")?.precondition.objectID == id)
    }

    @Test func `a new one that runs is kept, and what differs in place is changed before the old one goes`() {
        let key = AttributeKey(.restart)
        let new = Fixture.member("web", attributes: [key: "no"])
        let planned = plan([old(), new], Fixture.desired("web", attributes: [key: "always"]))
        #expect(planned.lines.count == 2 && planned.lines[0].hasPrefix("update container/web"))
        #expect(planned.result.plan.actions[1].kind == .delete)
        #expect(planned.result.plan.actions[1].dependsOn == [Address(.container, "web")])
    }

    @Test func `an old one that runs beside a new one is stopped, then removed, once the new one is well`() {
        let new = Fixture.member("web")
        let planned = plan([old(.running), new])
        let steps = planned.result.plan.actions.first?.steps ?? []
        #expect(steps.map(\.operation) == [.waitContainer, .stopContainer, .removeContainer])
        #expect(steps.first?.effect == .waits(.pinned(id: new.id)))
    }

    @Test func `an old one whose service left the stack is told`() {
        let policy = Fixture.policy {
            $0.project = "demo"
            $0.allowedContainers = ["web"]
        }
        let stack = Fixture.stack([Fixture.desired("api")])
        let planned = StackPlanned(Fixture.host([old()], images: images), stack, policy: policy)
        #expect(
            planned.omissions.contains { $0.contains("which is not in the stack any more") },
            "\(planned.omissions)"
        )
    }

    @Test func `an old one whose volumes another container takes stays`() {
        let taker = Fixture.container("test-copy", volumesFrom: [id])
        let planned = plan([old(), Fixture.member("web"), taker])
        #expect(planned.lines.isEmpty)
        #expect(planned.omissions.contains { $0.contains("test-copy") }, "\(planned.omissions)")
    }

    @Test func `a stranger under the name is not touched, and neither is what stands aside`() {
        let stranger = Fixture.container("web", labels: .init(composeProject: "shop", composeService: "web"))
        let planned = plan([old(), stranger])
        #expect(planned.lines.isEmpty)
        #expect(planned.omissions.contains { $0.contains("set aside by a replacement of container/web") })
    }

    @Test func `what Compose made half, and never started, goes when the container that runs is as wanted`() {
        let made = Fixture.member("0123456789ab_web", service: "web", id: Fixture.id("made"), state: .created)
        let differs = Fixture.desired("web", attributes: [AttributeKey(.user): "7"])
        let running = Fixture.member("web")
        #expect(plan([made, running]).lines == ["delete \(made.address) because set_aside"])
        let planned = plan([made, running], differs)
        #expect(planned.action("web")?.precondition.objectID == running.id)
        #expect(planned.result.plan.actions.last?.address == made.address)
    }

    @Test func `of several the one that runs comes back, and the others go`() {
        let others = ["1", "2"].map { text in
            Fixture.member("\(Fixture.id(text).prefix(12))_web", service: "web", id: Fixture.id(text), state: .exited)
        }
        let planned = plan(others + [old(.running)])
        #expect(planned.action("web")?.kind == .restore)
        #expect(planned.action("web")?.precondition.objectID == id)
        let deletes = planned.result.plan.actions.filter { $0.kind == .delete }
        #expect(Set(deletes.map(\.precondition.objectID)) == Set(others.map(\.id)))
        #expect(deletes.allSatisfy { $0.dependsOn == [Address(.container, "web")] })
    }

    @Test func `the end of a replacement counts neither for the limits nor for the phrase`() {
        let planned = plan([old(), Fixture.member("web")])
        #expect(planned.result.plan.actions.map(\.kind) == [.delete])
        #expect(planned.result.plan.needsPhrase == false)
        let none = Limits(maxDeletes: 0)
        let check = LimitCheck(plan: planned.result.plan, limits: none, classified: planned.result.classified)
        #expect(check.violations.isEmpty)
    }

    @Test(
        arguments: [
            ("0123456789ab_web", "web"), ("0123456789ab_0123456789ab_web", "web"), ("0123456789ab_", nil),
            ("0123456789ab_0123456789ab_", "0123456789ab_"), ("0123456789a_web", nil), ("0123456789AB_web", nil),
            ("web", nil), ("0123456789ab-web", nil), ("0123456789ab_\u{301}", "\u{301}"),
        ] as [(String, String?)]
    )
    func `twelve digits and a line before a name are taken off as often as they come`(name: String, base: String?) {
        #expect(SetAsideName.base(of: name) == base)
    }
}
