import CoreTestSupport
import Domain
import Planning
import Testing

/// Findings that only the comparison with the host gives, and what the SSOT makes of findings.
@Suite struct `Findings of a plan` {
    private let images = [Fixture.image("busybox:1")]
    private let test = AttributeKey(.healthcheck, "test")

    private func findings(
        _ old: ObservedContainer,
        _ wanted: DesiredContainer,
        others: [DesiredContainer] = [],
        images: [ObservedImage]? = nil
    ) -> [Action.Finding] {
        let host = Fixture.host([old] + others.map { Fixture.member($0.name) }, images: images ?? self.images)
        return StackPlanned(host, Fixture.stack([wanted] + others)).action(wanted.name)?.findings ?? []
    }

    private func names(_ findings: [Action.Finding]) -> [FindingName] { findings.map(\.name) }

    private func replaced(_ attributes: [AttributeKey: String] = [:], user: String? = nil) -> DesiredContainer {
        var body: JSON = ["HostConfig": [:]]
        if let user { body = ["User": .string(user), "HostConfig": [:]] }
        let all = attributes.merging([AttributeKey(.hostname): "other"]) { own, _ in own }
        return Fixture.desired("web", attributes: all, body: body)
    }

    @Test func `root is a finding where the container before was not root`() {
        let key = AttributeKey(.user)
        let old = Fixture.member("web", attributes: [key: "1000"])
        #expect(names(findings(old, replaced([key: "0"], user: "0"))) == [.rootUser])
        #expect(names(findings(old, replaced([key: "hmac"], user: "root"))) == [.rootUser])
        #expect(names(findings(old, replaced([key: "1001"], user: "1001"))) == [])
        #expect(names(findings(Fixture.member("web", attributes: [key: "0"]), replaced([key: "0"], user: "0"))) == [])
        // The image of the file decides where the file is silent.
        var rootless = Fixture.image("busybox:1")
        rootless.defaults = AttributeSet([key: "1000"])
        #expect(names(findings(old, replaced(), images: [rootless])) == [])
        var rooted = Fixture.image("busybox:1")
        rooted.defaults = .empty
        #expect(names(findings(old, replaced(), images: [rooted])) == [.rootUser])
    }

    @Test func `a health check that goes is a finding, by the file and by the image`() {
        let old = Fixture.member("web", attributes: [test: "hmac-sha256:1"])
        #expect(names(findings(old, replaced([test: "NONE"]))) == [.healthCheckRemoved])
        var bare = Fixture.image("busybox:1")
        bare.defaults = .empty
        #expect(names(findings(old, replaced(), images: [bare])) == [.healthCheckRemoved])
        #expect(names(findings(old, replaced([test: "hmac-sha256:2"]))) == [])
        #expect(names(findings(Fixture.member("web"), replaced([test: "NONE"]))) == [])
    }

    @Test func `a restart policy that goes is a finding, also in place`() {
        let key = AttributeKey(.restart)
        let old = Fixture.member("web", attributes: [key: "always"])
        let found = findings(old, Fixture.desired("web"))
        #expect(names(found) == [.restartPolicyRemoved])
        #expect(found.first?.detail == "was always")
        #expect(names(findings(old, Fixture.desired("web", attributes: [key: "unless-stopped"]))) == [])
    }

    @Test func `an anonymous volume that nobody takes over is left behind`() {
        let volume = Fixture.id("anonymous")
        let old = Fixture.member("web", volumes: [volume])
        let found = findings(old, replaced())
        #expect(names(found) == [.anonymousVolumeLeft])
        #expect(found.first?.detail == String(volume.prefix(12)))
        let taken = replaced([AttributeKey(.mount, "/data0"): "volume (anonymous) rw"])
        #expect(names(findings(old, taken)) == [])
    }

    @Test func `who depends on what stops is named, whether it runs or not`() {
        let other = Fixture.desired(
            "app",
            dependencies: [.init(container: "web", condition: .started, isRequired: true, restarts: false)]
        )
        let found = findings(Fixture.member("web"), replaced(), others: [other])
        #expect(names(found) == [.downtimeOfDependants])
        #expect(found.first?.detail == "app")
        #expect(names(findings(Fixture.member("web", state: .exited), replaced(), others: [other])) == [])
    }

    @Test func `a registry is new where no image and no container came from it`() {
        func found(_ image: String, _ images: [ObservedImage] = []) -> [FindingName] {
            let stack = Fixture.stack([Fixture.desired("web", image: image)])
            return names(
                StackPlanned(Fixture.host(images: images), stack).action(ImageReference.shown(image))?.findings ?? []
            )
        }
        #expect(found("evil.example:5000/web:1") == [.newRegistry])
        #expect(found("evil.example/web:1", [Fixture.image("good.example/web:1")]) == [.newRegistry])
        #expect(found("good.example/other:1", [Fixture.image("good.example/web:1")]) == [])
        #expect(found("odoo:18") == [])
    }

    @Test func `a deleted volume is lost, and what a deleted container leaves is told`() {
        let anonymous = Fixture.id("left")
        let result = plan(
            Fixture.host(
                [Fixture.container("odoo-staging"), Fixture.container("test-a", volumes: [anonymous])],
                volumes: [Fixture.volume("test-data")]
            ),
            Fixture.policy {
                $0.allowedContainers = ["odoo-staging"]
                $0.safe = ["test-*"]
            }
        )
        let found = Dictionary(
            uniqueKeysWithValues: result.plan.actions.map { ($0.address.description, names($0.findings)) }
        )
        #expect(found == ["container/test-a": [.anonymousVolumeLeft], "volume/test-data": [.volumeDataLost]])
    }

    @Test func `a volume of the stack that is a folder of the host is found where it is mounted`() {
        let volume = DesiredVolume(
            key: "etc",
            name: "demo_etc",
            isExternal: false,
            body: ["DriverOpts": ["type": "none", "o": "bind", "device": "/etc"]],
            attributes: .empty,
            position: Fixture.at(900)
        )
        let mounting = Fixture.desired("web", attributes: [AttributeKey(.mount, "/x"): "volume demo_etc rw"])
        let there = Fixture.host(images: images, volumes: [Fixture.volume("demo_etc")])
        let planned = StackPlanned(there, Fixture.stack([mounting], volumes: [volume]))
        #expect(names(planned.action("web")?.findings ?? []) == [.bindOfSystemFolder])
        #expect(planned.action("demo_etc") == nil)
        let made = StackPlanned(Fixture.host(images: images), Fixture.stack([mounting], volumes: [volume]))
        #expect(names(made.action("demo_etc")?.findings ?? []) == [.bindOfSystemFolder])
    }
}

/// `policy.deny` and `policy.allow`.
@Suite struct `What the SSOT makes of findings` {
    private let wanted = Fixture.desired("web", attributes: [AttributeKey(.privileged): "true"])

    private func planned(_ findings: FindingPolicy) -> PlanningResult {
        var policy = Fixture.policy { $0.project = "demo" }
        policy.findings = findings
        let host = Fixture.host(images: [Fixture.image("busybox:1")])
        return StackPlanned(host, Fixture.stack([wanted]), policy: policy).result
    }

    private func exception(_ address: String, _ name: FindingName = .privileged) -> FindingPolicy.Exception {
        .init(name, Glob(address), reason: "it mounts disks", at: Fixture.at(5))
    }

    private let denial = FindingPolicy.Denial(.privileged, at: Fixture.at(4))

    @Test func `a denied finding forbids the plan, and both lines are named`() throws {
        let violation = try #require(planned(.init(denied: [denial], allowed: [])).violations.first)
        #expect(violation.code == .findingDenied)
        #expect(violation.position == Fixture.at(4))
        #expect(violation.address == Address(.container, "web"))
        #expect(violation.detail.contains(Fixture.at(700).description))
        #expect(violation.fix.contains("policy: {allow: [{finding: privileged, address: container/web, reason: WHY}]}"))
        #expect(planned(.none).violations.isEmpty)
        #expect(planned(.init(denied: [.init(.devices, at: Fixture.at(4))], allowed: [])).violations.isEmpty)
    }

    @Test(arguments: ["container/web", "container/*"])
    func `an exception lets it pass and stands in the plan with its reason`(address: String) {
        let result = planned(.init(denied: [denial], allowed: [exception(address)]))
        #expect(result.violations.isEmpty)
        #expect(result.plan.actions.first?.findings.map(\.allowed) == ["it mounts disks"])
    }

    @Test(arguments: ["container/other", "web", "volume/*"])
    func `an exception for another address lets nothing pass`(address: String) {
        let result = planned(.init(denied: [denial], allowed: [exception(address)]))
        #expect(result.violations.map(\.code) == [.findingDenied])
        #expect(planned(.init(denied: [denial], allowed: [exception("*", .devices)])).violations.count == 1)
    }
}
