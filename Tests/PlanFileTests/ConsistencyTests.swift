import CoreTestSupport
import Domain
import JSON
import PlanFile
import Testing

/// Files whose values are right by themselves and contradict each other.
struct ConsistencyTests {
    private func expect(
        _ actions: [Action],
        _ path: String,
        _ problem: String,
        edit: (JSON) -> JSON = { $0 },
        location: SourceLocation = #_sourceLocation
    ) throws {
        let file = edit(try JSON.parse(PlanFileCodec.write(PlanSamples.content(actions))))
        #expect(throws: PlanFileFault.inconsistent(path: path, problem: problem), sourceLocation: location) {
            try PlanFileCodec.read(file.bytes(.pretty))
        }
    }

    @Test(arguments: [[2], [0], [1, 1], [1, 3], [2, 1]])
    func `the actions are numbered from one without gaps`(numbers: [Int]) throws {
        let actions = numbers.indices.map { PlanSamples.volume("v\($0)") }
        let wrong = numbers.indices.first { numbers[$0] != $0 + 1 } ?? 0
        let file = numbers.enumerated().reduce(try JSON.parse(PlanFileCodec.write(PlanSamples.content(actions)))) {
            $0.setting("plan.actions.\($1.offset).seq", to: .number($1.element))
        }
        let fault = JSONShapeFault.wrongType(
            path: "plan.actions[\(wrong)].seq",
            expected: "\(wrong + 1): the actions are numbered from 1 without gaps"
        )
        #expect(throws: PlanFileFault.shape(fault)) { try PlanFileCodec.read(file.bytes(.pretty)) }
    }

    @Test func `one address has one action`() throws {
        let twice = [PlanSamples.volume("v"), PlanSamples.volume("v")]
        try expect(twice, "plan.actions[1].address", "an earlier action has this address")
    }

    @Test func `one object is deleted once, whatever it is called`() throws {
        let twice = ["a:1", "b:1"].map { PlanSamples.tag($0, of: "sha256:aa", tags: ["a:1", "b:1"]) }
        try expect(twice, "plan.actions[1].precondition", "an earlier action deletes the same object")
        let networks = [
            PlanSamples.network("n", id: "0123456789abcdef"),
            PlanSamples.network("n", id: "0123456789abcdef", address: "n@0123456789ab"),
        ]
        try expect(networks, "plan.actions[1].precondition", "an earlier action deletes the same object")
    }

    @Test func `an image loses its tags one by one`() throws {
        let tags = ["a:1", "b:1"]
        let content = PlanSamples.content([
            PlanSamples.tag("a:1", of: "sha256:aa", tags: tags, kind: .untag),
            PlanSamples.tag("b:1", of: "sha256:aa", tags: tags),
        ])
        #expect(try PlanFileCodec.read(PlanFileCodec.write(content)) == content)
    }

    @Test func `an untag that takes the image with it must be a delete`() throws {
        let problem = "it takes the last tag, and the image with it: that is a delete"
        let only = PlanSamples.tag("a:1", of: "sha256:aa", tags: ["a:1"], kind: .untag)
        try expect([only], "plan.actions[0].action", problem)
        let all = ["a:1", "b:1"].map { PlanSamples.tag($0, of: "sha256:aa", tags: ["a:1", "b:1"], kind: .untag) }
        try expect(all, "plan.actions[1].action", problem)
        for key in ["children", "digests"] {
            let file = try JSON.parse(PlanFileCodec.write(PlanSamples.content([only])))
            let held = file.setting("plan.actions.0.precondition.\(key)", to: ["sha256:cc"])
            #expect(throws: Never.self) { try PlanFileCodec.read(held.bytes(.pretty)) }
        }
    }

    @Test func `an action waits only for earlier ones`() throws {
        let problem = "no earlier action has this address"
        try expect([PlanSamples.volume("a", after: ["x"])], "plan.actions[0].depends_on[0]", problem)
        try expect([PlanSamples.volume("a", after: ["a"])], "plan.actions[0].depends_on[0]", problem)
        let backwards = [PlanSamples.volume("a", after: ["b"]), PlanSamples.volume("b")]
        try expect(backwards, "plan.actions[0].depends_on[0]", problem)
    }

    @Test(arguments: [["b", "a"], ["a", "a"]])
    func `dependencies are sorted, each once`(dependencies: [String]) throws {
        let actions = [
            PlanSamples.volume("a"), PlanSamples.volume("b"), PlanSamples.volume("c", after: dependencies),
        ]
        try expect(actions, "plan.actions[2].depends_on", "the addresses must be sorted, each once")
    }

    @Test func `an action does something`() throws {
        try expect(
            [PlanSamples.volume("v")],
            "plan.actions[0].steps",
            "an action needs a step",
            edit: { $0.setting("plan.actions.0.steps", to: []) }
        )
    }

    @Test(arguments: ["expected", "protected", "unknown"])
    func `only what is safe may be deleted or untagged`(word: String) throws {
        let problem = "only extra_safe_delete may be deleted or untagged"
        let untag = PlanSamples.tag("a:1", of: "sha256:aa", tags: ["a:1", "b:1"], kind: .untag)
        for action in [PlanSamples.volume("v"), untag] {
            let edit = { (file: JSON) in file.setting("plan.actions.0.class", to: .string(word)) }
            try expect([action], "plan.actions[0].class", problem, edit: edit)
        }
    }

    @Test(arguments: ["create", "start", "update", "replace", "pull", "restore"])
    func `an action that makes or changes something cannot borrow the steps of a delete`(word: String) throws {
        let container = PlanSamples.container("test-web", id: "c1")
        for action in [PlanSamples.volume("v"), container, PlanSamples.untaggedImage("sha256:bb")] {
            let file = try JSON.parse(PlanFileCodec.write(PlanSamples.content([action])))
                .setting("plan.actions.0.action", to: .string(word))
            for edited in [file, file.setting("plan.actions.0.class", to: "expected")] {
                #expect(throws: PlanFileFault.self) { try PlanFileCodec.read(edited.bytes(.pretty)) }
            }
        }
    }

    @Test func `only images are untagged`() throws {
        let edit = { (file: JSON) in file.setting("plan.actions.0.action", to: "untag") }
        try expect([PlanSamples.volume("v")], "plan.actions[0].action", "only an image can lose a tag", edit: edit)
    }
}
