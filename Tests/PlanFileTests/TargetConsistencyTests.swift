import CoreTestSupport
import Domain
import JSON
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

    private func stray(_ place: String) -> PlanFileFault {
        let problem =
            switch place.split(separator: ".").last {
            case "target": "the call is for another object than the action"
            case "image_id": "the call is for another image than the action"
            case "op": "this action makes no such call here"
            default: "a call of this action is missing at the end"
            }
        return .inconsistent(path: "plan.actions[0].\(place)", problem: problem)
    }

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
        #expect(try fault(action, "steps.0.target", "prod-db") == stray("steps[0].target"))
    }

    @Test func `an untag of another image's tag is refused`() throws {
        #expect(try fault(Self.tag, "steps.0.image_id", "sha256:bb") == stray("steps[0].image_id"))
        #expect(try fault(Self.tag, "steps.0.target", "b:1") == stray("steps[0].target"))
    }

    @Test func `a second step on another object is refused`() throws {
        #expect(try fault(Self.container, "steps.1.target", "c2") == stray("steps[1].target"))
        let remove: JSON = ["op": "volume.remove", "target": "test-data"]
        #expect(
            try fault(Self.volume, "steps", .array([remove, ["op": "volume.remove", "target": "prod"]]))
                == stray("steps[1].op")
        )
        #expect(try fault(Self.volume, "steps", .array([remove, remove])) == stray("steps[1].op"))
    }

    @Test func `a call of another kind is refused`() throws {
        let operation = stray("steps[0].op")
        #expect(try fault(Self.container, "steps", [["op": "volume.remove", "target": "c1"]]) == operation)
        #expect(try fault(Self.volume, "steps", [["op": "network.remove", "target": "test-data"]]) == operation)
        #expect(try fault(Self.network, "steps", [["op": "image.remove", "target": "n1"]]) == operation)
        #expect(try fault(Self.tag, "steps", [["op": "image.remove", "target": "sha256:aa"]]) == operation)
    }

    @Test func `a container is not left stopped, nor stopped after its removal`() throws {
        let stop: JSON = ["op": "container.stop", "target": "c1", "grace_seconds": .null, "removes_itself": false]
        let remove: JSON = ["op": "container.remove", "target": "c1"]
        #expect(try fault(Self.container, "steps", [stop]) == stray("steps"))
        #expect(try fault(Self.container, "steps", [remove, stop]) == stray("steps[1].op"))
        #expect(try fault(Self.container, "steps.0.removes_itself", true) == stray("steps[1].op"))
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
