import CoreTestSupport
import Domain
import Planning
import Testing

/// What a container of a stack needs, and what follows for the others.
@Suite struct `Decisions about a stack` {
    private let images = [Fixture.image("busybox:1"), Fixture.image("busybox:2")]

    private func dependency(
        _ name: String,
        _ condition: DependencyCondition = .started,
        restarts: Bool = false
    ) -> DesiredContainer.Dependency {
        .init(container: name, condition: condition, isRequired: true, restarts: restarts)
    }

    @Test func `an empty host gets everything, in the order of what depends on what`() {
        let stack = Fixture.stack([
            Fixture.desired("app", dependencies: [dependency("db", .healthy)]), Fixture.desired("db"),
        ])
        let planned = StackPlanned(Fixture.host(images: images), stack)
        #expect(planned.lines == ["create container/db because missing", "create container/app because missing"])
        #expect(planned.operations("app").first == "container.wait")
        #expect(planned.action("app")?.dependsOn.map(\.description) == ["container/db"])
        #expect(planned.action("db")?.precondition == .absent(Address(.container, "db")))
    }

    @Test func `an image that is not there is pulled once, and a built one is told`() {
        let stack = Fixture.stack([
            Fixture.desired("a", image: "far:1"), Fixture.desired("b", image: "far:1"),
            Fixture.desired("c", image: "own:1", isBuilt: true),
        ])
        let planned = StackPlanned(Fixture.host(), stack)
        #expect(planned.lines.filter { $0.hasPrefix("pull") } == ["pull image/far:1 because missing"])
        #expect(planned.action("a")?.dependsOn.map(\.description) == ["image/far:1"])
        #expect(planned.action("c") == nil)
        #expect(planned.omissions.contains { $0.hasPrefix("container/c:") && $0.contains("build") })
    }

    @Test func `a tag that moved replaces, and the old container goes last`() {
        let host = Fixture.host(
            [Fixture.member("web", image: "busybox:1", attributes: [AttributeKey(.restart): "always"])],
            images: [Fixture.image("busybox:1", id: "sha256:new")]
        )
        let planned = StackPlanned(
            host,
            Fixture.stack([Fixture.desired("web", attributes: [AttributeKey(.restart): "always"])])
        )
        #expect(planned.lines == ["replace container/web because image_changed"])
        #expect(
            planned.operations("web") == [
                "container.update", "container.stop", "container.rename", "container.create", "container.start",
                "container.wait", "container.remove",
            ]
        )
    }

    @Test(arguments: [ContainerState.exited, .created, .paused])
    func `what does not run is started`(state: ContainerState) {
        let host = Fixture.host([Fixture.member("web", state: state)], images: images)
        let planned = StackPlanned(host, Fixture.stack([Fixture.desired("web")]))
        #expect(planned.lines == ["start container/web because not_running"])
        #expect(planned.operations("web").first == (state == .paused ? "container.unpause" : "container.start"))
    }

    @Test func `a job that ended well is done, and one that failed runs again`() {
        for (code, lines) in [(0, []), (1, ["start container/job because not_running"])] {
            let host = Fixture.host([Fixture.member("job", state: .exited, exitCode: code)], images: images)
            #expect(StackPlanned(host, Fixture.stack([Fixture.desired("job", isJob: true)])).lines == lines)
        }
    }

    @Test func `anonymous volumes go over to the new container by name`() throws {
        let volume = Fixture.id("anonymous")
        let host = Fixture.host(
            [
                Fixture.member(
                    "db",
                    attributes: [AttributeKey(.mount, "/data0"): "volume (anonymous) rw"],
                    volumes: [volume]
                )
            ],
            images: [Fixture.image("busybox:1", id: "sha256:new")],
            volumes: [Fixture.volume(volume)]
        )
        let wanted = Fixture.desired("db", attributes: [AttributeKey(.mount, "/data0"): "volume (anonymous) rw"])
        let create = try #require(
            StackPlanned(host, Fixture.stack([wanted])).action("db")?.steps.first { $0.operation == .createContainer }
        )
        let mounts = create.body?["HostConfig"]?["Mounts"]?.array ?? []
        #expect(mounts.map(\.sorted) == [["Source": .string(volume), "Target": "/data0", "Type": "volume"]])
    }

    @Test func `who shares a namespace is replaced with its owner, and who restarts after it is restarted`() {
        let host = Fixture.host(
            [
                Fixture.member("vpn", image: "busybox:2"),
                Fixture.member("inside", sharing: Fixture.containerID("vpn")),
                Fixture.member("after"),
            ],
            images: [Fixture.image("busybox:1"), Fixture.image("busybox:2", id: "sha256:new")]
        )
        let stack = Fixture.stack([
            Fixture.desired("vpn", image: "busybox:2"), Fixture.desired("inside", sharesWith: ["vpn"]),
            Fixture.desired("after", dependencies: [dependency("vpn", restarts: true)]),
        ])
        let planned = StackPlanned(host, stack)
        #expect(
            Set(planned.lines) == [
                "replace container/vpn because image_changed", "replace container/inside because dependency_replaced",
                "start container/after because dependency_replaced",
            ]
        )
        #expect(planned.operations("after") == ["container.stop", "container.start", "container.wait"])
    }

    @Test func `what a replacement set aside comes back where the name is free, and goes where the new one is well`() {
        let id = Fixture.id("old")
        let aside = Fixture.member("\(id.prefix(12))_web", service: "web", id: id, state: .exited)
        let free = StackPlanned(Fixture.host([aside], images: images), Fixture.stack([Fixture.desired("web")]))
        #expect(free.lines == ["restore container/web because set_aside"])
        let taken = StackPlanned(
            Fixture.host([aside, Fixture.member("web")], images: images),
            Fixture.stack([Fixture.desired("web")])
        )
        #expect(taken.lines == ["delete \(aside.address) because set_aside"])
        #expect(taken.omissions.isEmpty)
    }

    @Test func `a renamed container gets its name back`() {
        let host = Fixture.host([Fixture.member("moved", service: "web")], images: images)
        let planned = StackPlanned(host, Fixture.stack([Fixture.desired("web")]))
        #expect(planned.operations("web") == ["container.rename"])
        #expect(planned.changes("web") == ["container_name"])
    }

    @Test func `the file's changes and the host's are told apart`() {
        let wanted: (String) -> DesiredContainer = { spec in
            Fixture.desired(
                "web",
                attributes: [AttributeKey(.memory): "2"],
                body: ["HostConfig": ["Memory": 2], "Labels": ["reconcile.spec": .string(spec)]]
            )
        }
        for (spec, cause, reason) in [
            ("v1:a", Action.AttributeChange.Cause.host, ActionReason.hostChanged), ("v1:b", .file, .specChanged),
        ] {
            let member = Fixture.member("web", attributes: [AttributeKey(.memory): "1"], specDigest: "v1:a")
            let action = StackPlanned(Fixture.host([member], images: images), Fixture.stack([wanted(spec)])).action(
                "web"
            )
            #expect(action?.changes.map(\.cause) == [cause])
            #expect(action?.reason == reason)
        }
    }

    @Test func `without the host's key no secret is made, and what was not compared is told`() {
        let key = AttributeKey(.environment, "A")
        let secret = BodyReference.secret(name: "new.env.A", hmac: AttributeSet.unknownSeal, prefix: "A=").json
        let stack = Fixture.stack([
            Fixture.desired("web", attributes: [key: AttributeSet.unknownSeal]),
            Fixture.desired("new", body: ["Env": [secret]]),
        ])
        let sealed = [key: "hmac-sha256:1"]
        let planned = StackPlanned(Fixture.host([Fixture.member("web", attributes: sealed)], images: images), stack)
        #expect(planned.lines.isEmpty)
        #expect(planned.omissions.contains { $0.hasPrefix("container/new:") && $0.contains("new.env.A") })
        #expect(planned.omissions.contains { $0.hasPrefix("container/web:") && $0.contains("not compared") })
    }

    @Test func `protected, foreign and orphaned containers are not touched`() {
        let foreign = Fixture.container("web", state: .exited)
        let host = Fixture.host([foreign, Fixture.member("gone", state: .exited)], images: images)
        let planned = StackPlanned(host, Fixture.stack([Fixture.desired("web")]))
        #expect(planned.lines.isEmpty)
        #expect(planned.omissions.contains { $0.hasPrefix("container/web: foreign") })
        #expect(planned.omissions.contains { $0.hasPrefix("container/gone: orphan") })
        let same = StackPlanned(
            Fixture.host([Fixture.container("web", state: .running)], images: images),
            Fixture.stack([Fixture.desired("web")])
        )
        #expect(same.lines.isEmpty && !same.omissions.contains { $0.contains("foreign") }, "\(same.omissions)")
        let production = StackPlanned(Fixture.host(images: images), Fixture.stack([Fixture.desired("prod-web")]))
        #expect(production.result.classified.resources.allSatisfy { $0.address.name != "prod-web" })
    }

    @Test func `a selection takes what it needs along`() {
        let stack = Fixture.stack([
            Fixture.desired("app", dependencies: [dependency("db")]), Fixture.desired("db"), Fixture.desired("other"),
        ])
        let planned = StackPlanned(
            Fixture.host(images: images),
            stack,
            selection: Selection(targets: [ResourcePattern("container/app")], exclusions: [])
        )
        #expect(planned.lines.count == 2)
        #expect(planned.action("other") == nil)
    }
}
