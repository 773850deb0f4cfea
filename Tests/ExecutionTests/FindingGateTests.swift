import CoreTestSupport
import Domain
import Execution
import Testing

/// The gate and what the SSOT denies, whatever the plan file says of itself.
@Suite struct FindingGateTests {
    private func fixture(_ body: JSON, claiming findings: [Action.Finding] = []) -> GateFixture {
        var fixture = GateFixture()
        let name = "job"
        let target = ContainerTarget.created(name: name)
        var action = StackFixture.create(name)
        action.steps = [
            .createContainer(
                name: name,
                reference: "odoo:18",
                imageID: Fixture.imageID("odoo:18"),
                platform: nil,
                body: body
            ), .startContainer(target), .waitContainer(target, until: .running(stableSeconds: 1), seconds: 60),
        ]
        action.findings = findings
        fixture.plan = StackFixture.plan([action])
        fixture.again = fixture.plan
        fixture.declared = [action.address]
        fixture.grounds = ["demo": StackGround(containers: [name], folder: "/srv/p")]
        fixture.findings = FindingPolicy(denied: [.init(.engineSocket, at: Fixture.at(9))], allowed: [])
        return fixture
    }

    private let socket: JSON = ["Image": "odoo:18", "HostConfig": ["Binds": ["/run/docker.sock:/s:ro"]]]

    @Test func `a body that the SSOT denies is refused although the file tells nothing of it`() throws {
        let refusal = try #require(fixture(socket).refusal)
        #expect(refusal.exitCode == .refusedProtected)
        #expect(refusal.gate == .findings)
        let diagnostic = try #require(refusal.diagnostics.first)
        #expect(diagnostic.code == .findingDenied)
        #expect(diagnostic.position == Fixture.at(9))
    }

    @Test func `a reason that only the file gives lets nothing pass`() throws {
        let claim = Action.Finding(.engineSocket, AttributeKey(.mount, "/s"), "", allowed: "trust me")
        #expect(try #require(fixture(socket, claiming: [claim]).refusal).exitCode == .refusedProtected)
    }

    @Test func `the SSOT's own exception lets it pass`() {
        var fixture = fixture(socket)
        let exception = FindingPolicy.Exception(
            .engineSocket,
            Glob("container/job"),
            reason: "it builds",
            at: Fixture.at(10)
        )
        fixture.findings.allowed = [exception]
        #expect(fixture.refusal == nil)
    }

    @Test func `a body without it passes, and a claim alone is believed`() throws {
        #expect(fixture(["Image": "odoo:18", "HostConfig": [:]]).refusal == nil)
        let claim = Action.Finding(.engineSocket)
        let refusal = try #require(fixture(["Image": "odoo:18"], claiming: [claim]).refusal)
        #expect(refusal.gate == .findings)
    }

    @Test(
        arguments: [
            ["HostConfig": ["Mounts": [["Type": "bind", "Source": "/run", "Target": "/r"]]]],
            [
                "HostConfig": [
                    "Mounts": [
                        [
                            "Type": "volume", "Source": "v", "Target": "/r",
                            "VolumeOptions": ["DriverConfig": ["Options": ["device": "/run", "o": "bind"]]],
                        ]
                    ]
                ]
            ],
        ] as [JSON]
    ) func `every way to mount it is seen`(body: JSON) throws {
        #expect(try #require(fixture(body).refusal).gate == .findings)
    }

    @Test func `a finding that the planner does not have makes the plan none of its own`() throws {
        var made = fixture(["Image": "odoo:18"], claiming: [Action.Finding(.newRegistry)])
        made.again = fixture(["Image": "odoo:18"]).plan
        made.isOwnPlan = false
        #expect(try #require(made.refusal).exitCode == .refusedStale)
        var lying = fixture(["Image": "odoo:18"])
        lying.again = fixture(["Image": "odoo:18"], claiming: [Action.Finding(.privileged)]).plan
        lying.isOwnPlan = false
        let refusal = try #require(lying.refusal)
        #expect(refusal.exitCode == .invalidInput)
        #expect(refusal.moved.map(\.field) == ["findings.privileged"])
    }
}
