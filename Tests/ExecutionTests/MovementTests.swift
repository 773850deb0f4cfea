import Classification
import CoreTestSupport
import Domain
import Testing

@testable import Execution

/// Which changes of a container our own step explains, and that it explains no others.
@Suite struct MovementTests {
    private let before = StackFixture.pinned(StackFixture.old("web"))
    private let id = Fixture.containerID("web")
    /// Everything about it has changed.
    private let live = StackFixture.pinned(
        Fixture.container(
            "other",
            id: Fixture.containerID("web"),
            image: "other:1",
            volumes: ["v"],
            networks: [Fixture.attached("backend"), Fixture.attached("stranger")]
        )
    )

    @Test(
        arguments: [
            (Step.stopContainer(id: "", graceSeconds: nil, removesItself: false), ["state"]),
            (.renameContainer(id: "", from: "web", to: "aside"), ["names"]),
            (.updateContainer(id: "", body: [:]), ["configuration"]),
            (
                .connectNetwork(network: "backend", container: .pinned(id: ""), endpoint: [:]),
                ["networks", "configuration"]
            ),
            (.disconnectNetwork(network: "backend", networkID: "", container: ""), ["configuration"]),
            (.removeContainer(id: ""), []),
        ] as [(Step, [String])]
    )
    func `a step moves only what it is for`(step: Step, fields: [String]) {
        let after = ExpectedState(before, live: live).expectation(after: step)
        // A container that stopped by itself is no difference, so the comparison goes from after to before.
        let differences = PreconditionComparison.differences(.container(after), .container(before)).map(\.field)
        #expect(differences == fields)
    }

    @Test func `of the networks only the one that was joined or left moves`() {
        let joined = ExpectedState(before, live: live)
            .expectation(after: .connectNetwork(network: "backend", container: .pinned(id: id), endpoint: [:]))
        #expect(joined.networks.map(\.name) == ["backend"])
        let left = ExpectedState(joined, live: live)
            .expectation(after: .disconnectNetwork(network: "backend", networkID: "", container: id))
        #expect(left.networks.isEmpty)
    }

    @Test func `a container that this run set aside may be unknown by its new name only`() throws {
        let action = StackFixture.replace("web")
        let aside = Fixture.container(StackFixture.aside("web"), id: id, image: "odoo:18")
        let intent = StepCall(
            place: .init(action: 0, step: 7),
            action: action,
            step: .removeContainer(id: id),
            known: RunState(planFileHash: "f")
        )
        var completed = RunState(planFileHash: "f")
        let unknown = WaveCheck.Objection.forbidden("not sent: it is unknown now, by no_rule")
        #expect(judge([aside], completed).objection(to: intent) == unknown)
        completed.expect(ExpectedState(before).expectation(after: action.steps[2]))
        #expect(judge([aside], completed).objection(to: intent) == nil)
        let production = Fixture.container("prod-x", state: .running, sharing: id)
        let objection = try #require(judge([aside, production], completed).objection(to: intent))
        #expect(objection.isForbidden && objection.text.contains("protected"))
    }

    @Test func `what somebody else is removing stops nothing, and its own delete goes on to find it gone`() throws {
        let leaving = Fixture.container("web", id: id, image: "odoo:18", state: .removing)
        let replace = StackFixture.replace("web")
        let change = StepCall(
            place: .init(action: 0, step: 0),
            action: replace,
            step: replace.steps[0],
            known: RunState(planFileHash: "f")
        )
        let objection = try #require(judge([leaving], RunState(planFileHash: "f")).objection(to: change))
        #expect(!objection.isForbidden && objection.text.contains("being_removed"))
        let steps: [Step] = [.removeContainer(id: id)]
        let pinned = Precondition.container(StackFixture.pinned(StackFixture.old("web")))
        let delete = StackFixture.action(.container, "web", .delete, .safePattern, steps, pinned)
        let removal = StepCall(
            place: .init(action: 0, step: 0),
            action: delete,
            step: steps[0],
            known: RunState(planFileHash: "f")
        )
        #expect(judge([leaving], RunState(planFileHash: "f")).objection(to: removal) == nil)
    }

    private func judge(_ containers: [ObservedContainer], _ completed: RunState) -> WaveCheck {
        let host = Fixture.host(containers, images: [Fixture.image("odoo:18")])
        return WaveCheck(LiveState(Classifier(policy: Fixture.policy(), memory: .none).classify(host)), completed)
    }
}
