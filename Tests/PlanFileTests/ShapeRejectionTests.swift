import CoreTestSupport
import Domain
import JSON
import PlanFile
import Testing

/// Files whose single values are wrong.
struct ShapeRejectionTests {
    private let file: JSON

    init() throws {
        let actions = [PlanSamples.container("test-web", id: "c1"), PlanSamples.volume("test-data")]
        file = try JSON.parse(PlanFileCodec.write(PlanSamples.content(actions)))
    }

    private func expect(_ edited: JSON, _ fault: PlanFileFault, _ location: SourceLocation = #_sourceLocation) {
        #expect(throws: fault, sourceLocation: location) { try PlanFileCodec.read(edited.bytes(.pretty)) }
    }

    @Test func `every key is needed, at every level`() throws {
        for path in paths(in: file, below: "") {
            let fault = #expect(throws: PlanFileFault.self) {
                try PlanFileCodec.read(file.removing(path).bytes(.pretty))
            }
            guard path != "format" else { continue }
            #expect(fault == .shape(.missingKey(path: bracketed(path))), "\(path)")
        }
    }

    @Test func `no value may become null but the ones that may be absent`() {
        let optional = ["age", "by", "commit", "checkpoint", "pattern", "before", "after", "grace_seconds"]
        let nullable = Set(optional + ["mountpoint_identity"])
        for path in paths(in: file, below: "") {
            let key = path.split(separator: ".").last.map(String.init) ?? path
            let bytes = file.setting(path, to: .null).bytes(.pretty)
            guard !nullable.contains(key), !path.contains("mounts.0.volume") else {
                #expect(throws: Never.self, "\(path)") { try PlanFileCodec.read(bytes) }
                continue
            }
            #expect(throws: PlanFileFault.self, "\(path)") { try PlanFileCodec.read(bytes) }
        }
    }

    @Test func `an unknown key is named with its path`() {
        expect(file.setting("plan.actions.1.force", to: true), .shape(.unknownKey(path: "plan.actions[1].force")))
        expect(file.setting("note", to: ""), .shape(.unknownKey(path: "note")))
        let step = "plan.actions.0.steps.1"
        expect(
            file.setting("\(step).grace_seconds", to: 3),
            .shape(.unknownKey(path: "plan.actions[0].steps[1].grace_seconds"))
        )
    }

    @Test func `a key with control characters is not repeated in the message`() throws {
        let edited = file.setting("plan.\u{1B}[31m", to: true)
        expect(edited, .shape(.unknownKey(path: "plan.(a key of 5 bytes)")))
    }

    @Test func `a word outside a closed list is refused with the list`() {
        let modes = ["all", "cleanup", "stack"]
        expect(file.setting("plan.mode", to: "everything"), .shape(.unknownWord(path: "plan.mode", allowed: modes)))
        let operations = [
            "container.stop", "container.remove", "image.untag", "image.remove", "volume.remove", "network.remove",
            "image.pull", "network.create", "volume.create", "container.create", "container.start",
            "container.unpause", "container.update", "container.rename", "network.connect", "network.disconnect",
            "container.wait",
        ]
        let kill = file.setting("plan.actions.0.steps.0.op", to: "container.kill")
        expect(kill, .shape(.unknownWord(path: "plan.actions[0].steps[0].op", allowed: operations)))
        let kinds = ["container", "image", "volume", "network", "absent"]
        let kind = file.setting("plan.actions.0.precondition.kind", to: "secret")
        expect(kind, .shape(.unknownWord(path: "plan.actions[0].precondition.kind", allowed: kinds)))
    }

    @Test(arguments: [
        "2026-11-23T12:47:46+00:00", "2026-11-23T12:47:46.0Z", "2026-11-23t12:47:46z", "2026-02-30T00:00:00Z", "",
    ])
    func `a time has one spelling`(text: String) {
        let expected = "a time like 2026-11-23T12:47:46Z"
        expect(file.setting("issued.at", to: .string(text)), .shape(.wrongType(path: "issued.at", expected: expected)))
    }

    @Test(arguments: [
        ("id", "../../x"), ("id", "20261123T124746Z-9C1E02AB"), ("id", "20261123T124746Z"), ("tool", "reconcile"),
        ("tool", "other 0.1.0"), ("tool", "reconcile 0.1.0\nApproved"), ("tool", "reconcile  0.1.0"),
        ("commit", "main"), ("commit", "9c1e02ab"), ("endpoint", ""), ("endpoint", "the staging host"),
        ("endpoint", "unix:///x\u{1B}[2J"),
    ])
    func `what a plan says of its making has the form that the planner writes`(key: String, text: String) throws {
        let edited = file.setting("issued.\(key)", to: .string(text))
        let fault = #expect(throws: PlanFileFault.self) { try PlanFileCodec.read(edited.bytes(.pretty)) }
        guard case .shape(.wrongType("issued.\(key)", _)) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test(arguments: ["1.0", "1e0", "1.5", "9007199254740992", "-1", "99999999999999999999", "\"1\"", "true"])
    func `a count is a plain integer`(literal: String) throws {
        let value = try JSON.parse(Array(literal.utf8))
        let expected = "an integer from 0 to 9007199254740991, without fraction or exponent"
        let path = "plan.limits.max_deletes"
        expect(file.setting(path, to: value), .shape(.wrongType(path: path, expected: expected)))
    }

    @Test(arguments: ["volume", "volume/", "pod/x", "/x"])
    func `an address has a kind and a name`(text: String) {
        let expected = "an address like volume/NAME"
        let edited = file.setting("plan.actions.1.address", to: .string(text))
        expect(edited, .shape(.wrongType(path: "plan.actions[1].address", expected: expected)))
    }

    @Test func `a call on nothing is refused`() {
        let edited = file.setting("plan.actions.1.steps.0.target", to: "")
        expect(edited, .shape(.wrongType(path: "plan.actions[1].steps[0].target", expected: "a non-empty string")))
    }

    @Test func `a file that is no object is refused`() {
        expect(.array([file]), .foreignFormat)
        expect(.object([]), .foreignFormat)
    }

    private func paths(in value: JSON, below path: String) -> [String] {
        let prefix = path.isEmpty ? "" : "\(path)."
        switch value {
        case .object(let members):
            return members.flatMap { ["\(prefix)\($0.key)"] + paths(in: $0.value, below: "\(prefix)\($0.key)") }
        case .array(let elements):
            return elements.enumerated().flatMap { paths(in: $1, below: "\(prefix)\($0)") }
        case .null, .bool, .integer, .decimal, .string: return []
        }
    }

    private func bracketed(_ path: String) -> String {
        path.split(separator: ".").reduce("") { text, step in
            if Int(step) != nil { return "\(text)[\(step)]" }
            return text.isEmpty ? String(step) : "\(text).\(step)"
        }
    }
}
