import CoreTestSupport
import Domain
import Planning
import Testing

/// The calls of a stack's actions, and what they wait for.
@Suite struct `Calls of a stack` {
    private let image = Fixture.image("busybox:1")
    private let moved = Fixture.image("busybox:1", id: "sha256:new")

    private func waits(_ planned: StackPlanned, _ name: String) -> [String] {
        (planned.action(name)?.steps ?? []).compactMap { step in
            guard case .waitContainer(let target, let condition, let seconds) = step else { return nil }
            return "\(target.isCreated ? target.text : "pinned") \(condition) \(seconds)"
        }
    }

    private func on(_ name: String, _ condition: DependencyCondition) -> DesiredContainer.Dependency {
        .init(container: name, condition: condition, isRequired: true, restarts: false)
    }

    @Test func `a job is waited for by those who need it, and by itself only before its old container goes`() {
        let stack = Fixture.stack([
            Fixture.desired("app", dependencies: [on("job", .completed)]), Fixture.desired("job", isJob: true),
        ])
        let fresh = StackPlanned(Fixture.host(images: [image]), stack)
        #expect(waits(fresh, "job").isEmpty)
        #expect(waits(fresh, "app").first == "job completed 600")
        let host = Fixture.host([Fixture.member("app"), Fixture.member("job", state: .exited)], images: [moved])
        #expect(waits(StackPlanned(host, stack), "job") == ["job completed 600"])
    }

    @Test func `what restarts on failure may run for ever`() {
        let stack = Fixture.stack([Fixture.desired("daemon", isJob: true)])
        let planned = StackPlanned(Fixture.host([Fixture.member("daemon")], images: [moved]), stack)
        #expect(waits(planned, "daemon") == ["daemon running(stableSeconds: 10) 60"])
    }

    @Test func `the image's health check counts, also where it is switched off`() {
        let test = AttributeKey(.healthcheck, "test")
        func wait(_ wanted: [AttributeKey: String], _ image: AttributeSet?) -> [String] {
            let host = Fixture.host(images: [Fixture.image("busybox:1", defaults: image)])
            return waits(StackPlanned(host, Fixture.stack([Fixture.desired("web", attributes: wanted)])), "web")
        }
        #expect(wait([:], .empty) == ["web running(stableSeconds: 1) 60"])
        #expect(wait([:], AttributeSet([test: "hmac-sha256:1"])) == ["web healthy 300"])
        #expect(wait([test: "NONE"], AttributeSet([test: "hmac-sha256:1"])) == ["web running(stableSeconds: 1) 60"])
        #expect(wait([test: "hmac-sha256:2"], .empty) == ["web healthy 300"])
        #expect(wait([:], nil) == ["web healthy 300"])
    }

    @Test func `a dependency that stays is waited for by its ID, a new one by its name`() {
        let stack = Fixture.stack([
            Fixture.desired("app", dependencies: [on("db", .healthy)]), Fixture.desired("db"),
        ])
        let there = Fixture.host([Fixture.member("db")], images: [image])
        #expect(waits(StackPlanned(there, stack), "app").first == "pinned healthy 300")
        #expect(StackPlanned(there, stack).action("app")?.dependsOn == [])
        #expect(waits(StackPlanned(Fixture.host(images: [image]), stack), "app").first == "db healthy 300")
    }

    @Test func `the Engine cannot start a dead container, so it is replaced`() {
        let host = Fixture.host([Fixture.member("web", state: .dead)], images: [image])
        let planned = StackPlanned(host, Fixture.stack([Fixture.desired("web")]))
        #expect(planned.lines == ["replace container/web because not_running"])
        #expect(!planned.operations("web").contains("container.stop"))
    }

    @Test func `memory goes with the swap limit, and what changes in one call is sent in one`() {
        let body: JSON = ["HostConfig": ["Memory": 20, "CpuShares": 5]]
        let wanted = [
            AttributeKey(.memory): "20", AttributeKey(.cpuShares): "5", AttributeKey(.restart): "on-failure:3",
        ]
        let observed = [AttributeKey(.memory): "10", AttributeKey(.memorySwap): "20", AttributeKey(.cpuShares): "6"]
        let planned = StackPlanned(
            Fixture.host([Fixture.member("web", attributes: observed)], images: [image]),
            Fixture.stack([Fixture.desired("web", attributes: wanted, body: body)])
        )
        #expect(planned.operations("web") == ["container.update"])
        #expect(
            planned.action("web")?.steps.first?.body == [
                "CpuShares": 5, "Memory": 20, "MemorySwap": 40,
                "RestartPolicy": ["MaximumRetryCount": 3, "Name": "on-failure"],
            ]
        )
    }

    @Test func `memory beyond what can be doubled ends no planning`() {
        let body: JSON = ["HostConfig": ["Memory": .integer(.max)]]
        let planned = StackPlanned(
            Fixture.host([Fixture.member("web", attributes: [AttributeKey(.memory): "10"])], images: [image]),
            Fixture.stack([Fixture.desired("web", attributes: [AttributeKey(.memory): String(Int64.max)], body: body)])
        )
        #expect(planned.operations("web") == ["container.update"])
    }

    @Test func `networks are left and joined in place; one that was made anew is joined again`() {
        let network = Fixture.network("front", labels: .init(composeProject: "demo"))
        let key = AttributeKey(.network, "front")
        func operations(_ observed: [AttributeKey: String], _ attached: [ObservedContainer.Attachment]) -> [String] {
            let web = Fixture.member("web", attributes: observed, networks: attached)
            let stack = Fixture.stack(
                [Fixture.desired("web", attributes: [key: "connected"], connections: ["front"])],
                networks: [Fixture.desiredNetwork("front", name: "front")]
            )
            return StackPlanned(Fixture.host([web], images: [image], networks: [network]), stack).operations("web")
        }
        #expect(operations([key: "connected"], [Fixture.attached("front")]).isEmpty)
        #expect(operations([:], []) == ["network.connect"])
        #expect(
            operations([key: "aliases=a"], [Fixture.attached("front")]) == ["network.disconnect", "network.connect"]
        )
        let stale = ObservedContainer.Attachment(name: "front", networkID: "old")
        #expect(operations([key: "connected"], [stale]) == ["network.disconnect", "network.connect"])
        let other = AttributeKey(.network, "back")
        #expect(
            operations(
                [key: "connected", other: "connected"],
                [Fixture.attached("front"), Fixture.named("back")]
            ) == ["network.disconnect"]
        )
    }

    @Test func `an image VOLUME's content goes along in the mount that is asked for, options and all`() throws {
        let (first, second) = (Fixture.id("first"), Fixture.id("second"))
        let anonymous = AttributeKey(.mount, "/data0")
        let body: JSON = [
            "HostConfig": [
                "Mounts": [["Type": "volume", "Target": "/data0/", "ReadOnly": true]], "Binds": ["/data1", "x:/x"],
            ],
            "Volumes": ["/data1": [:], "/other": [:]],
        ]
        let wanted = [anonymous: "volume (anonymous) ro", AttributeKey(.mount, "/data1"): "volume (anonymous) rw"]
        let host = Fixture.host([Fixture.member("db", volumes: [first, second])], images: [moved])
        let planned = StackPlanned(host, Fixture.stack([Fixture.desired("db", attributes: wanted, body: body)]))
        let sent = try #require(planned.action("db")?.steps.first { $0.operation == .createContainer }?.body)
        #expect(sent["Volumes"] == ["/other": [:]])
        #expect(sent["HostConfig"]?["Binds"] == ["x:/x"])
        #expect(
            sent["HostConfig"]?["Mounts"]?.array?.map(\.sorted) == [
                ["ReadOnly": true, "Source": .string(first), "Target": "/data0/", "Type": "volume"],
                ["Source": .string(second), "Target": "/data1", "Type": "volume"],
            ]
        )
    }

    @Test func `a volume of which neither file nor image speaks stays behind`() throws {
        let volume = Fixture.id("volume")
        let mount = AttributeKey(.mount, "/data0")
        func mounts(_ defaults: [AttributeKey: String]) throws -> JSON? {
            let image = Fixture.image("busybox:1", id: "sha256:new", defaults: AttributeSet(defaults))
            let host = Fixture.host([Fixture.member("db", volumes: [volume])], images: [image])
            let planned = StackPlanned(host, Fixture.stack([Fixture.desired("db")]))
            return try #require(planned.action("db")?.steps.first { $0.operation == .createContainer })
                .body?["HostConfig"]?["Mounts"]
        }
        #expect(try mounts([:]) == nil)
        #expect(try mounts([mount: "volume (anonymous) rw"])?.array?.count == 1)
    }

    @Test func `who shares a namespace goes along with its owner or keeps it where it is`() {
        let host = Fixture.host(
            [Fixture.member("vpn"), Fixture.member("inside", sharing: Fixture.containerID("vpn"))],
            images: [moved]
        )
        let stack = Fixture.stack([Fixture.desired("vpn"), Fixture.desired("inside", sharesWith: ["vpn"])])
        func lines(targets: [String] = [], exclusions: [String] = []) -> Int {
            let selection = Selection(
                targets: targets.map(ResourcePattern.init),
                exclusions: exclusions.map(ResourcePattern.init)
            )
            return StackPlanned(host, stack, selection: selection).lines.count
        }
        #expect(lines(targets: ["container/vpn"]) == 2)
        #expect(lines(targets: ["container/inside"]) == 2)
        #expect(lines(exclusions: ["container/inside"]) == 0)
    }

    @Test func `a namespace that begins anew takes those along that run in it`() {
        let mode = [AttributeKey(.networkMode): "container:vpn"]
        let shared = [AttributeKey(.networkMode): "container:\(Fixture.containerID("vpn"))"]
        let host = Fixture.host(
            [
                Fixture.member("vpn", state: .exited),
                Fixture.member("inside", attributes: shared, sharing: Fixture.containerID("vpn")),
            ],
            images: [image]
        )
        let planned = StackPlanned(
            host,
            Fixture.stack([Fixture.desired("vpn"), Fixture.desired("inside", attributes: mode, sharesWith: ["vpn"])])
        )
        #expect(
            planned.lines == [
                "start container/vpn because not_running", "start container/inside because dependency_replaced",
            ]
        )
        #expect(planned.operations("inside").prefix(2) == ["container.stop", "container.start"])
    }

    @Test func `a renamed container that must be replaced gets its name first`() {
        let planned = StackPlanned(
            Fixture.host([Fixture.member("moved", service: "web")], images: [moved]),
            Fixture.stack([Fixture.desired("web")])
        )
        // Nothing tells that this stack's file made it under another name.
        #expect(planned.lines == ["update container/web because drifted"])
        #expect(planned.omissions.contains { $0.hasPrefix("container/web: to be replaced for image") })
        #expect(planned.result.plan.complete == false)
    }

    @Test func `a job that was set aside after its work is not run again`() {
        let id = Fixture.id("old")
        let aside = Fixture.member("\(id.prefix(12))_job", service: "job", id: id, state: .exited)
        let planned = StackPlanned(
            Fixture.host([aside], images: [image]),
            Fixture.stack([Fixture.desired("job", isJob: true)])
        )
        #expect(planned.operations("job") == ["container.rename"])
    }
}
