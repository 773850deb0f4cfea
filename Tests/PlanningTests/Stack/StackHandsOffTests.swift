import CoreTestSupport
import Domain
import Planning
import Testing

/// What a stack's plan must leave alone, and says so.
@Suite struct `What a stack leaves alone` {
    private let moved = [Fixture.image("busybox:1", id: "sha256:new")]

    private func expectOmitted(_ planned: StackPlanned, _ name: String, _ words: String) {
        #expect(planned.action(name) == nil)
        let isTold = planned.omissions.contains { $0.hasPrefix("container/\(name): ") && $0.contains(words) }
        #expect(isTold, "\(planned.omissions)")
    }

    @Test func `a container whose namespace a stranger shares is not replaced, and a sharer of the stack is`() {
        let debug = Fixture.container("debug", sharing: Fixture.containerID("web"))
        let stack = Fixture.stack([Fixture.desired("web")])
        expectOmitted(
            StackPlanned(Fixture.host([Fixture.member("web"), debug], images: moved), stack),
            "web",
            "container/debug shares a namespace"
        )
        #expect(StackPlanned(Fixture.host([Fixture.member("web")], images: moved), stack).lines.count == 1)
    }

    @Test func `an owner stays when one that shares its namespace cannot follow`() {
        let host = Fixture.host(
            [
                Fixture.member("vpn"),
                Fixture.member("inside", image: "gone:1", sharing: Fixture.containerID("vpn")),
            ],
            images: moved
        )
        let mode = [AttributeKey(.networkMode): "container:vpn"]
        let inside = Fixture.desired(
            "inside",
            image: "gone:1",
            attributes: mode,
            sharesWith: ["vpn"],
            pull: .never
        )
        let planned = StackPlanned(host, Fixture.stack([Fixture.desired("vpn"), inside]))
        #expect(planned.lines.isEmpty)
        expectOmitted(planned, "vpn", "container/inside shares its namespaces and cannot follow it")
    }

    @Test func `a replacement that is held back moves nobody that follows it`() {
        let images = [Fixture.image("busybox:1"), Fixture.image("busybox:2", id: "sha256:new")]
        func on(_ name: String, restarts: Bool = false) -> [DesiredContainer.Dependency] {
            [.init(container: name, condition: .started, isRequired: true, restarts: restarts)]
        }
        let stack = Fixture.stack([
            Fixture.desired("a-loop"), Fixture.desired("db", image: "busybox:2", dependencies: on("a-loop")),
            Fixture.desired("inside", sharesWith: ["db"]),
            Fixture.desired("web", dependencies: on("db", restarts: true)),
        ])
        let host = Fixture.host(
            [
                Fixture.member("a-loop", state: .restarting), Fixture.member("db", image: "busybox:2"),
                Fixture.member("inside", sharing: Fixture.containerID("db")), Fixture.member("web"),
            ],
            images: images
        )
        let planned = StackPlanned(host, stack)
        #expect(planned.lines.isEmpty)
        expectOmitted(planned, "db", "it needs container/a-loop")
    }

    @Test func `a container that removes itself is not replaced`() {
        let host = Fixture.host([Fixture.member("web", autoRemove: true)], images: moved)
        expectOmitted(StackPlanned(host, Fixture.stack([Fixture.desired("web")])), "web", "removes itself")
    }

    @Test(arguments: ["prod-web", "prod-base:1"])
    func `what would be protected is not made`(protected: String) {
        let isImage = protected.contains(":")
        let wanted = Fixture.desired(isImage ? "web" : protected, image: isImage ? protected : "busybox:1")
        let planned = StackPlanned(
            Fixture.host(images: moved + [Fixture.image("prod-base:1")]),
            Fixture.stack([wanted])
        )
        #expect(planned.lines.isEmpty)
        expectOmitted(planned, wanted.name, "protected, by floor")
    }

    @Test func `a protected network or volume is not made, and nothing that needs it`() {
        let mount = [AttributeKey(.mount, "/d"): "volume prod-data rw"]
        let stack = Fixture.stack(
            [Fixture.desired("a", connections: ["prod-net"]), Fixture.desired("b", attributes: mount)],
            networks: [Fixture.desiredNetwork("n", name: "prod-net")],
            volumes: [Fixture.desiredVolume("v", name: "prod-data")]
        )
        let planned = StackPlanned(Fixture.host(images: moved), stack)
        #expect(planned.lines.isEmpty)
        #expect(planned.omissions.contains { $0.hasPrefix("network/prod-net: missing") })
        #expect(planned.omissions.contains { $0.hasPrefix("volume/prod-data: missing") })
    }

    @Test func `a protected container of the stack forbids the plan`() {
        let label = ObservedLabels(composeProject: "demo", composeService: "web", protect: true)
        let planned = StackPlanned(
            Fixture.host([Fixture.container("web", state: .running, labels: label)], images: moved),
            Fixture.stack([Fixture.desired("web")])
        )
        #expect(planned.lines.isEmpty)
        #expect(planned.result.violations.map(\.code) == [.expectedButProtected])
        #expect(planned.result.violations.first?.position == Fixture.at(700))
    }

    @Test func `what is external and not there is not made, nor what needs it`() {
        let mount = [AttributeKey(.mount, "/d"): "volume outside rw"]
        let stack = Fixture.stack(
            [Fixture.desired("a", connections: ["outside"]), Fixture.desired("b", attributes: mount)],
            networks: [Fixture.desiredNetwork("n", name: "outside", isExternal: true)],
            volumes: [Fixture.desiredVolume("v", name: "outside", isExternal: true)]
        )
        let planned = StackPlanned(Fixture.host(images: moved), stack)
        #expect(planned.lines.isEmpty)
        expectOmitted(planned, "a", "external network outside")
        expectOmitted(planned, "b", "external volume outside")
    }

    @Test func `networks and volumes that differ are told and kept, and labels are no difference`() {
        let mount = [AttributeKey(.mount, "/d"): "volume demo_v rw"]
        let subnet = AttributeKey(.subnet, "10.1.0.0/24")
        let stack = Fixture.stack(
            [Fixture.desired("a", attributes: mount, connections: ["demo_n"])],
            networks: [Fixture.desiredNetwork("n", attributes: [subnet: "set", AttributeKey(.label, "a"): "b"])],
            volumes: [Fixture.desiredVolume("v", attributes: [AttributeKey(.driver): "nfs"])]
        )
        let ours = ObservedLabels(composeProject: "demo")
        let host = Fixture.host(
            images: moved,
            volumes: [Fixture.volume("demo_v", labels: ours)],
            networks: [Fixture.network("demo_n", labels: ours)]
        )
        let planned = StackPlanned(host, stack)
        #expect(planned.lines == ["create container/a because missing"])
        #expect(planned.omissions.count == 2)
        #expect(planned.omissions.contains { $0.hasPrefix("network/demo_n: differs in subnet.10.1.0.0/24;") })
        #expect(planned.omissions.contains { $0.hasPrefix("volume/demo_v: differs in driver;") })
    }

    @Test func `two networks of a name are nothing to join`() {
        let twice = [Fixture.network("demo_n", id: "1"), Fixture.network("demo_n", id: "2")]
        let stack = Fixture.stack(
            [Fixture.desired("a", connections: ["demo_n"])],
            networks: [Fixture.desiredNetwork("n")]
        )
        expectOmitted(
            StackPlanned(Fixture.host(images: moved, networks: twice), stack),
            "a",
            "several networks are called demo_n"
        )
    }

    @Test func `where two could be meant by a name, none is renamed or made`() {
        let strays = [Fixture.member("x", service: "web"), Fixture.member("y", service: "web")]
        let stack = Fixture.stack([
            Fixture.desired("web-1", service: "web"), Fixture.desired("web-2", service: "web"),
        ])
        let planned = StackPlanned(Fixture.host(strays, images: [Fixture.image("busybox:1")]), stack)
        #expect(!planned.lines.contains { $0.hasPrefix("update") })
        #expect(Set(planned.result.plan.actions.map(\.precondition.objectID)).count == planned.lines.count)
    }

    @Test(arguments: [("gone", "orphan"), ("web", "one more container")])
    func `what the stack does not declare any more is told, a namesake's and a one-off are not`(
        service: String,
        words: String
    ) {
        let stray = Fixture.member("stray", service: service)
        let others = [
            Fixture.member("run", service: service, isOneOff: true),
            Fixture.member("theirs", service: service, workingDirectory: "/elsewhere"),
        ]
        let planned = StackPlanned(
            Fixture.host([Fixture.member("web"), stray] + others, images: [Fixture.image("busybox:1")]),
            Fixture.stack([Fixture.desired("web")])
        )
        #expect(planned.lines.isEmpty)
        #expect(planned.omissions.count == 1)
        #expect(planned.omissions.first?.hasPrefix("container/stray: \(words)") == true)
    }

    @Test(arguments: [
        (ContainerState.running, "no", "volume demo_v rw", "volume demo_v rw", true),
        (.paused, "no", "volume demo_v rw", "volume demo_v rw", true),
        (.exited, "no", "volume demo_v rw", "volume demo_v rw", false),
        (.created, "no", "volume demo_v rw", "volume demo_v rw", false),
        (.exited, "always", "volume demo_v rw", "volume demo_v rw", true),
        (.running, "no", "volume demo_v ro", "volume demo_v rw", false),
        (.running, "no", "volume demo_v rw", "volume demo_v ro", false),
        (.running, "no", "bind /srv/pg rw", "bind /srv/pg rw", true),
        (.running, "no", "bind /srv/pg rw", "bind /srv/other rw", false),
        (.running, "no", "bind /var/run/docker.sock rw", "bind /var/run/docker.sock rw", false),
        (.running, "no", "bind /dev/shm/x rw", "bind /dev/shm/x rw", false),
    ])
    func `a service is not begun on data that an orphan of the project writes or will write`(
        state: ContainerState,
        restart: String,
        orphans: String,
        services: String,
        isHeldBack: Bool
    ) {
        let orphan = Fixture.member(
            "db",
            state: state,
            attributes: [AttributeKey(.mount, "/old"): orphans, AttributeKey(.restart): restart]
        )
        let stack = Fixture.stack(
            [Fixture.desired("database", attributes: [AttributeKey(.mount, "/d"): services])],
            volumes: [Fixture.desiredVolume("v")]
        )
        let volume = Fixture.volume("demo_v", labels: ObservedLabels(composeProject: "demo"))
        let host = Fixture.host([orphan], images: [Fixture.image("busybox:1")], volumes: [volume])
        let planned = StackPlanned(host, stack)
        guard isHeldBack else {
            #expect(planned.lines == ["create container/database because missing"])
            return
        }
        expectOmitted(planned, "database", "is written by container/db, which")
        #expect(planned.omissions.contains { $0.hasPrefix("container/db: orphan") && $0.contains("docker rm -f db") })
    }

    @Test func `a crash loop and a removal under way are told`() {
        for (state, words) in [(ContainerState.restarting, "again and again"), (.removing, "is removing it")] {
            let host = Fixture.host([Fixture.member("web", state: state)], images: [Fixture.image("busybox:1")])
            expectOmitted(StackPlanned(host, Fixture.stack([Fixture.desired("web")])), "web", words)
        }
        let repaired = Fixture.host([Fixture.member("web", state: .restarting)], images: moved)
        let lines = StackPlanned(repaired, Fixture.stack([Fixture.desired("web")])).lines
        #expect(lines == ["replace container/web because image_changed"])
    }
}
