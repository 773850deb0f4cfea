import CoreTestSupport
import Domain
import JSON
import PlanFile
import Testing

/// What the calls of a stack send and wait for.
struct StackBodyTests {
    private let file: JSON

    init() throws { file = try JSON.parse(PlanFileCodec.write(PlanSamples.content(StackSamples.all))) }

    private func fault(_ path: String, _ value: JSON) -> PlanFileFault? {
        #expect(throws: PlanFileFault.self) { try PlanFileCodec.read(file.setting(path, to: value).bytes(.pretty)) }
    }

    private func problem(_ path: String, _ value: JSON) -> String? {
        guard case .inconsistent(_, let problem) = fault(path, value) else { return nil }
        return problem
    }

    @Test(arguments: [JSON.decimal("0.5"), .decimal("1e3"), 9_007_199_254_740_992, -9_007_199_254_740_992])
    func `a body holds whole numbers that every reader keeps`(number: JSON) {
        let expected = "an integer from -9007199254740991 to 9007199254740991, without fraction or exponent"
        let path = "plan.actions.3.steps.1.body.HostConfig.Memory"
        #expect(
            fault(path, number)
                == .shape(.wrongType(path: "plan.actions[3].steps[1].body.HostConfig.Memory", expected: expected))
        )
    }

    @Test func `a body says nothing twice`() {
        let twice = JSON.object([.init("A", ["x": 1]), .init("B", 2), .init("A", ["x": 1])])
        #expect(
            fault("plan.actions.1.steps.0.body", twice)
                == .shape(.duplicateKey(path: "plan.actions[1].steps[0].body.A"))
        )
    }

    @Test(arguments: ["", "hmac-sha256:", "hmac-sha256:12", "sha256:" + String(repeating: "ab", count: 32)])
    func `a secret is proven by a whole keyed digest`(hmac: String) {
        let secret = BodyReference.secret(name: "web.env.P", hmac: hmac, prefix: "P=").json
        #expect(problem("plan.actions.3.steps.1.body.Env", [secret]) == "a secret has no keyed digest")
    }

    @Test func `the body names the image of its step`() {
        #expect(problem("plan.actions.3.steps.1.body.Image", "evil:1") == "the body names another image")
    }

    @Test(arguments: [JSON.object([]), ["Binds": []], ["Memory": 1, "Privileged": true]])
    func `an update sends only what can change in place`(body: JSON) {
        #expect(problem("plan.actions.4.steps.0.body", body) == "an update cannot change this in place")
    }

    @Test(arguments: UpdateMember.allCases)
    func `an update sends each member that the Engine takes`(member: UpdateMember) {
        let edited = file.setting("plan.actions.4.steps.0.body", to: .object([.init(member.rawValue, 1)]))
        #expect(throws: Never.self) { try PlanFileCodec.read(edited.bytes(.pretty)) }
    }

    @Test func `what an action waits for is made before it`() {
        let problem = "no action before it makes this container"
        #expect(self.problem("plan.actions.5.depends_on", []) == problem)
        #expect(self.problem("plan.actions.5.steps.0.target", "proxy") == problem)
        #expect(self.problem("plan.actions.5.steps.0.target", "nobody") == problem)
    }

    @Test func `an image without an ID is pulled before`() {
        let problem = "the image has no ID, and no action before it pulls it"
        #expect(self.problem("plan.actions.3.depends_on", ["network/back"]) == problem)
        #expect(self.problem("plan.actions.6.steps.4.image_id", .null) == problem)
    }

    @Test func `a container that a body names is not made at the same time`() {
        let reference = BodyReference.container(name: "web", prefix: "container:").json
        let edited = file.setting("plan.actions.6.steps.4.body.HostConfig.NetworkMode", to: reference)
        #expect(throws: Never.self) { try PlanFileCodec.read(edited.bytes(.pretty)) }
        let later = BodyReference.container(name: "proxy", prefix: "container:").json
        #expect(
            problem("plan.actions.3.steps.1.body.HostConfig.NetworkMode", later)
                == "the body names a container that is made at the same time"
        )
    }

    @Test func `only a wait for running says for how long`() {
        let path = "plan.actions.3.steps.0.stable_seconds"
        #expect(
            fault(path, 3)
                == .shape(.wrongType(path: "plan.actions[3].steps[0].stable_seconds", expected: "null but for running"))
        )
        #expect(fault("plan.actions.3.steps.4.stable_seconds", .null) != nil)
        #expect(fault("plan.actions.3.steps.0.seconds", 0) != nil)
    }

    @Test func `only a replacement makes changes that force one`() {
        let problem = "only a replacement can make such a change"
        #expect(self.problem("plan.actions.4.changes.0.effect", "replace") == problem)
    }

    @Test(arguments: ["colour", "", "environment_TZ", "Memory"]) func `attributes are of a closed list`(text: String) {
        let expected = "an attribute like memory or environment.TZ"
        #expect(
            fault("plan.actions.4.changes.0.attribute", .string(text))
                == .shape(.wrongType(path: "plan.actions[4].changes[0].attribute", expected: expected))
        )
    }

    @Test func `attributes and variables are sorted, each once`() {
        #expect(problem("plan.actions.4.changes.1.attribute", "memory") == "the attributes must be sorted, each once")
        #expect(problem("plan.variables", ["B", "A"]) == "the names must be sorted, each once")
        #expect(problem("plan.variables", ["A", "A"]) == "the names must be sorted, each once")
    }

    @Test func `a body is the same in whatever order it was built`() {
        let built: JSON = ["b": [["d": 1, "c": 2]], "a": [:]]
        #expect(built.sorted == ["a": [:], "b": [["c": 2, "d": 1]]])
        #expect(built.sorted.bytes(.compact) == built.bytes(.compact))
    }
}
