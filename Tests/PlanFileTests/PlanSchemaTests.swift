import CoreTestSupport
import Domain
import Foundation
import JSON
import PlanFile
import Testing

/// `infra/schema/plan.schema.json` is what others read plans by; it must say what the code writes.
struct PlanSchemaTests {
    private let schema: JSON

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        schema = try JSON.parse(
            Array(try Data(contentsOf: root.appendingPathComponent("infra/schema/plan.schema.json")))
        )
    }

    @Test func `every written plan fits the schema, and uses all of it`() throws {
        var checker = SchemaChecker(schema)
        for seed in 0..<200 {
            var plans = RandomPlans(seed: UInt64(seed))
            checker.check(try JSON.parse(PlanFileCodec.write(plans.content())))
        }
        #expect(checker.findings == [])
        let defined = schema["$defs"]?.members?.map(\.key) ?? []
        #expect(checker.used == Set(defined))
        #expect(!defined.isEmpty)
    }

    @Test func `the schema refuses what the reader refuses`() throws {
        let file = try JSON.parse(PlanFileCodec.write(PlanSamples.content([PlanSamples.volume("v")])))
        let wrong = [
            file.setting("note", to: ""), file.removing("plan.mode"), file.setting("plan.mode", to: "x"),
            file.setting("plan.actions.0.steps.0.op", to: "volume.prune"), file.setting("plan.actions.0.steps", to: []),
            file.setting("plan.actions.0.seq", to: 0), file.setting("issued.at", to: "today"),
            file.setting("plan.actions.0.precondition.kind", to: "network"), file.setting("issued.id", to: .null),
        ]
        let stack = try JSON.parse(PlanFileCodec.write(PlanSamples.content(StackSamples.all)))
        let odd = [
            stack.setting("plan.actions.0.precondition.kind", to: "gone"),
            stack.setting("plan.actions.3.steps.0.until", to: "soon"),
            stack.setting("plan.actions.3.steps.1.body", to: []),
            stack.setting("plan.actions.4.changes.0.attribute", to: "colour"),
        ]
        for value in wrong + odd {
            var checker = SchemaChecker(schema)
            checker.check(value)
            #expect(!checker.findings.isEmpty)
            #expect(throws: PlanFileFault.self) { try PlanFileCodec.read(value.bytes(.pretty)) }
        }
    }

    @Test func `every object is closed and needs all its keys`() {
        for object in objects(in: schema) {
            let keys = object["properties"]?.members?.map(\.key) ?? []
            #expect(object["required"]?.array?.compactMap(\.string).sortedByBytes() == keys.sortedByBytes())
            #expect(object["additionalProperties"]?.bool == false)
        }
        #expect(objects(in: schema).count > 20)
    }

    @Test func `every closed list is whole`() {
        expectWords(of: Plan.Mode.self, at: "plan", "mode")
        expectWords(of: ActionKind.self, at: "action", "action")
        expectWords(of: ActionReason.self, at: "action", "reason")
        expectWords(of: ResourceClass.self, at: "action", "class")
        expectWords(of: RuleName.self, at: "rule", "name")
        expectWords(of: FindingName.self, at: "finding", "finding")
        expectWords(of: Impact.DataLoss.self, at: "impact", "data_loss")
        expectWords(of: Impact.Backup.self, at: "impact", "backup")
        expectWords(of: Action.AttributeChange.Effect.self, at: "change", "effect")
        expectWords(of: Action.AttributeChange.Cause.self, at: "change", "cause")
        let families = AttributeFamily.allCases.map(\.rawValue).joined(separator: "|")
        let pattern = schema["$defs"]?["change"]?["properties"]?["attribute"]?["pattern"]?.string
        #expect(pattern == "^(\(families))([.]|$)")
    }

    private func expectWords<Word: CaseIterable & RawRepresentable>(
        of _: Word.Type,
        at definition: String,
        _ key: String
    ) where Word.RawValue == String {
        let words = schema["$defs"]?[definition]?["properties"]?[key]?["enum"]?.array?.compactMap(\.string)
        #expect(words == Word.allCases.map(\.rawValue), "\(definition).\(key)")
    }

    private func objects(in value: JSON) -> [JSON] {
        let own = value["properties"]?.members == nil ? [] : [value]
        let below = (value.members ?? []).flatMap { objects(in: $0.value) } + (value.array ?? []).flatMap(objects)
        return own + below
    }
}
