import CoreTestSupport
import Domain
import JSON
import PlanFile
import Testing

/// What a plan of a stack may say, and nothing beside it.
struct StackConsistencyTests {
    private let file: JSON

    init() throws { file = try JSON.parse(PlanFileCodec.write(PlanSamples.content(StackSamples.all))) }

    private static let wrongAddress = "the precondition pins another object"
    private static let wrongCall = "this action makes no such call here"
    private static let wrongTarget = "the call is for another object than the action"
    private static let wrongName = "the action does not give its container this name"
    private static let wrongOldName = "the container does not bear this name"

    /// The path of a sample in the file, and what stands there.
    private func path(_ sample: Action) -> String {
        "plan.actions.\(StackSamples.all.firstIndex(of: sample) ?? 0)"
    }

    private func steps(_ sample: Action) -> [JSON] { sample.steps.map(PlanJSON.step) }

    private func fault(_ edited: JSON, _ location: SourceLocation = #_sourceLocation) -> PlanFileFault? {
        #expect(throws: PlanFileFault.self, sourceLocation: location) {
            try PlanFileCodec.read(edited.bytes(.pretty))
        }
    }

    private func problem(_ edited: JSON, _ location: SourceLocation = #_sourceLocation) -> String? {
        guard case .inconsistent(_, let problem) = fault(edited, location) else { return nil }
        return problem
    }

    private func problem(_ sample: Action, _ key: String, _ value: JSON, _ location: SourceLocation = #_sourceLocation)
        -> String?
    {
        problem(file.setting("\(path(sample)).\(key)", to: value), location)
    }

    @Test func `a stack's plan comes back as it was written`() throws {
        let content = PlanSamples.content(StackSamples.all)
        #expect(try PlanFileCodec.read(PlanFileCodec.write(content)) == content)
    }

    @Test func `a replacement has its calls in this order and no other`() {
        let steps = steps(StackSamples.replace)
        for index in steps.indices.dropLast() {
            var swapped = steps
            swapped.swapAt(index, index + 1)
            #expect(problem(StackSamples.replace, "steps", .array(swapped)) == Self.wrongCall, "\(index)")
        }
    }

    @Test func `a replacement lacks no call but those that are not always needed`() throws {
        let steps = steps(StackSamples.replace)
        for index in steps.indices where ![0, 1, 5].contains(index) {
            var shorter = steps
            shorter.remove(at: index)
            let isLast = index == steps.count - 1
            let expected = isLast ? "a call of this action is missing at the end" : Self.wrongCall
            #expect(problem(StackSamples.replace, "steps", .array(shorter)) == expected, "\(index)")
        }
        let least = [2, 3, 4, 6, 7, 8].map { steps[$0] }
        let edited = file.setting("\(path(StackSamples.replace)).steps", to: .array(least))
        #expect(throws: Never.self) { try PlanFileCodec.read(edited.bytes(.pretty)) }
    }

    @Test(arguments: [StackSamples.update, StackSamples.replace, StackSamples.restore])
    func `no call goes to another container`(sample: Action) {
        for (index, step) in sample.steps.enumerated() where step.operation != .waitContainer {
            let problem = problem(sample, "steps.\(index).target", "prod-db")
            // Without its own rename, a restored container has not the name in the address.
            let isRename = sample.kind == .restore && index == 0
            #expect(problem == (isRename ? Self.wrongAddress : Self.wrongTarget), "\(index)")
        }
    }

    @Test func `the step and the field that are wrong are named`() {
        let replace = StackSamples.replace
        let rename = replace.steps.firstIndex { $0.operation == .renameContainer } ?? 0
        for (key, value, place) in [
            ("steps.\(rename).op", "container.nonsense", "op"), ("steps.\(rename).to", "proxy", "to"),
            ("steps.\(rename).target", "prod-db", "target"),
        ] {
            let reported = fault(file.setting("\(path(replace)).\(key)", to: .string(value)))?.description ?? ""
            let number = StackSamples.all.firstIndex(of: replace) ?? 0
            #expect(reported.contains("plan.actions[\(number)].steps[\(rename)].\(place)"), "\(reported)")
        }
    }

    @Test(arguments: [StackSamples.pull, StackSamples.volume, StackSamples.network, StackSamples.create])
    func `nothing is made under another name than the address`(sample: Action) {
        let makes: [StepOperation] = [.createNetwork, .createVolume, .createContainer, .pullImage]
        let index = sample.steps.firstIndex { makes.contains($0.operation) } ?? 0
        #expect(problem(sample, "steps.\(index).target", "prod-db") == Self.wrongTarget)
    }

    @Test func `the old container is set aside under its own name, and put back to it`() {
        let replace = StackSamples.replace
        for name in ["prod-db", "0123456789ab_other", "proxy"] {
            #expect(problem(replace, "steps.3.to", .string(name)) == Self.wrongName)
        }
        #expect(problem(replace, "steps.3.from", "prod-db") == Self.wrongOldName)
        #expect(problem(StackSamples.restore, "steps.0.from", "prod-db") == Self.wrongOldName)
        #expect(problem(StackSamples.restore, "steps.0.to", "prod-db") == Self.wrongAddress)
    }

    @Test func `a running container is stopped before it is set aside, and one that removes itself never`() {
        let replace = StackSamples.replace
        #expect(problem(replace, "precondition.is_alive", false) == Self.wrongCall)
        let removal = "this action removes no container by its stop"
        #expect(problem(replace, "steps.2.removes_itself", true) == removal)
    }

    @Test func `a container that is updated or restored is not stopped`() {
        for (sample, id) in [(StackSamples.update, "mail-id"), (StackSamples.restore, "fedcba9876543210")] {
            let stop = Step.stopContainer(id: id, graceSeconds: 3, removesItself: false)
            let steps = steps(sample).prefix(2) + [stop, .startContainer(.pinned(id: id))].map(PlanJSON.step)
            #expect(problem(sample, "steps", .array(Array(steps))) == Self.wrongCall)
        }
    }

    @Test(arguments: ["protected", "unknown", "extra_safe_delete"])
    func `only what is expected is made or changed`(word: String) {
        for sample in StackSamples.all where sample.kind != .delete {
            #expect(problem(sample, "class", .string(word)) == "only expected may be made or changed")
        }
    }

    @Test func `what is made must be absent, and what is changed must be there`() {
        let there = PlanJSON.plan(PlanSamples.plan([PlanSamples.container("web", id: "c1")]))["actions"]?.array?.first?[
            "precondition"
        ]
        #expect(problem(StackSamples.create, "precondition", there ?? .null) == "what is there is not created")
        let gone: JSON = ["kind": "absent", "address": "container/proxy"]
        #expect(problem(StackSamples.replace, "precondition", gone) == "only what is there can be changed")
        let other: JSON = ["kind": "absent", "address": "container/other"]
        #expect(problem(StackSamples.create, "precondition", other) == Self.wrongAddress)
    }

    @Test func `kinds of actions belong to kinds of objects`() {
        #expect(problem(StackSamples.pull, "action", "create") == "an image is pulled, not created")
        #expect(problem(StackSamples.volume, "action", "pull") == "only an image can be pulled")
        for word in ["start", "update", "replace", "restore"] {
            #expect(problem(StackSamples.network, "action", .string(word)) == "only a container can do this")
        }
    }

    @Test func `an expected container is deleted only where a replacement set it aside`() {
        let problem = "only extra_safe_delete may be deleted or untagged"
        #expect(self.problem(StackSamples.forgotten, "reason", "drifted") == problem)
        let renamed = file.setting("\(path(StackSamples.forgotten)).address", to: "container/old")
            .setting("\(path(StackSamples.forgotten)).precondition.names", to: ["old"])
        #expect(self.problem(renamed) == problem)
    }

    @Test func `a plan of a stack pins the stack's files`() {
        #expect(
            problem(file.setting("plan.stack", to: []))
                == "the actions come from a stack, and no file of it is pinned"
        )
    }

    @Test func `a container is in one action only`() {
        let twice = file.setting("\(path(StackSamples.start)).precondition.id", to: "mail-id")
            .setting("\(path(StackSamples.start)).steps", to: [PlanJSON.step(.startContainer(.pinned(id: "mail-id")))])
        #expect(problem(twice) == "an earlier action changes the same object")
    }
}
