import CoreTestSupport
import Domain
import PlanFile
import Testing

/// Address, steps and precondition of an action must speak of one object.
struct TargetConsistencyTests {
    private static let container = PlanSamples.container("test-web", id: "c1")
    private static let volume = PlanSamples.volume("test-data")
    private static let network = PlanSamples.network("test-net", id: "n1")
    private static let tag = PlanSamples.tag("a:1", of: "sha256:aa", tags: ["a:1", "b:1"])
    private static let untagged = PlanSamples.untaggedImage("sha256:bb")

    private func fault(_ action: Action, _ path: String, _ value: JSON) throws -> PlanFileFault? {
        let file = try JSON.parse(PlanFileCodec.write(PlanSamples.content([action])))
        let edited = file.setting("plan.actions.0.\(path)", to: value)
        return #expect(throws: PlanFileFault.self) { try PlanFileCodec.read(edited.bytes(.pretty)) }
    }

    private let strayStep = PlanFileFault.inconsistent(
        path: "plan.actions[0].steps",
        problem: "they are not the calls of this action on the pinned object"
    )
    private let strayAddress = PlanFileFault.inconsistent(
        path: "plan.actions[0].address",
        problem: "the precondition pins another object"
    )

    @Test(arguments: [container, volume, network, tag, untagged])
    func `the unchanged action is accepted`(action: Action) throws {
        let content = PlanSamples.content([action])
        #expect(try PlanFileCodec.read(PlanFileCodec.write(content)) == content)
    }

    @Test(arguments: [container, volume, network, tag, untagged])
    func `a step on another object is refused`(action: Action) throws {
        #expect(try fault(action, "steps.0.target", "prod-db") == strayStep)
    }

    @Test func `an untag of another image's tag is refused`() throws {
        #expect(try fault(Self.tag, "steps.0.image_id", "sha256:bb") == strayStep)
        #expect(try fault(Self.tag, "steps.0.target", "b:1") == strayStep)
    }

    @Test func `a second step on another object is refused`() throws {
        #expect(try fault(Self.container, "steps.1.target", "c2") == strayStep)
        let remove: JSON = ["op": "volume.remove", "target": "test-data"]
        #expect(
            try fault(Self.volume, "steps", .array([remove, ["op": "volume.remove", "target": "prod"]])) == strayStep
        )
        #expect(try fault(Self.volume, "steps", .array([remove, remove])) == strayStep)
    }

    @Test func `a call of another kind is refused`() throws {
        #expect(try fault(Self.container, "steps", [["op": "volume.remove", "target": "c1"]]) == strayStep)
        #expect(try fault(Self.volume, "steps", [["op": "network.remove", "target": "test-data"]]) == strayStep)
        #expect(try fault(Self.network, "steps", [["op": "image.remove", "target": "n1"]]) == strayStep)
        #expect(try fault(Self.tag, "steps", [["op": "image.remove", "target": "sha256:aa"]]) == strayStep)
    }

    @Test func `a container is not left stopped, nor stopped after its removal`() throws {
        let stop: JSON = ["op": "container.stop", "target": "c1", "grace_seconds": .null, "removes_itself": false]
        let remove: JSON = ["op": "container.remove", "target": "c1"]
        #expect(try fault(Self.container, "steps", [stop]) == strayStep)
        #expect(try fault(Self.container, "steps", [remove, stop]) == strayStep)
        #expect(try fault(Self.container, "steps.0.removes_itself", true) == strayStep)
    }

    @Test(arguments: [
        (container, "container/prod-db"), (volume, "volume/prod-db"), (network, "network/prod-net"),
        (network, "network/test-net@n2"), (tag, "image/c:1"), (untagged, "image/sha256:aa"),
    ])
    func `an address of another object is refused`(action: Action, address: String) throws {
        #expect(try fault(action, "address", .string(address)) == strayAddress)
    }

    @Test func `address and precondition are of one kind`() throws {
        let expected = PlanFileFault.inconsistent(
            path: "plan.actions[0].precondition.kind",
            problem: "the address is of another kind"
        )
        #expect(try fault(Self.volume, "address", "network/test-data") == expected)
    }
}
