import Domain
import JSON
import Reports
import Testing

struct ExplainTests {
    private let trace = [
        TraceEntry(class: .protected, rule: Fixtures.floor, outcome: .noMatch),
        TraceEntry(class: .extraSafeDelete, rule: Fixtures.safe, outcome: .decided),
    ]

    @Test func `an explanation names the rule, the trial and the way out`() throws {
        let report = ExplainReport(resource: Fixtures.resources[3], trace: trace, ssotPath: Fixtures.ssot)
        let text = report.text(.plain)
        #expect(tooWide(text) == [])
        try expectGolden(text, "explain-safe.txt")
    }

    @Test func `an unknown volume could be protected, allowed or deleted`() {
        let volume = Fixtures.resource(.volume, "a \"b\"", .unknown, Fixtures.noRule)
        let text = ExplainReport(resource: volume, trace: [], ssotPath: Fixtures.ssot).text(.plain)
        #expect(text.contains("keep_named_prefixes:\n        - \"a \\\"b\\\"\""))
        #expect(text.contains("allowed_volumes:\n      - \"a \\\"b\\\"\""))
        #expect(text.contains("safe_to_delete_patterns:\n        - \"a \\\"b\\\"\""))
        #expect(text.contains("Age alone never makes a tagged image or a named volume safe"))
    }

    @Test(arguments: ResourceClass.allCases, ResourceKind.allCases)
    func `every rule has advice on every kind`(class: ResourceClass, kind: ResourceKind) {
        for name in RuleName.allCases {
            let rule = DecidingRule(name, pattern: "container/prod-db", origin: .builtIn)
            let resource = Fixtures.resource(kind, "sha256:5e0f", `class`, rule, notes: [.foreign])
            let text = ExplainReport(resource: resource, trace: [], ssotPath: "s").text(.plain)
            #expect(text.contains("To change it:\n- "))
            #expect(tooWide(text) == [])
        }
    }

    @Test(arguments: Hostile.resources) func `a hostile name explains harmlessly`(resource: ClassifiedResource) throws {
        let entry = TraceEntry(class: resource.class, rule: resource.rule, outcome: .decided)
        let report = ExplainReport(resource: resource, trace: [entry], ssotPath: "s")
        #expect(Hostile.isPrintable(report.text(.plain)))
        #expect(try JSON.parse(report.data.bytes(.compact))["trace"]?.array?.count == 1)
    }
}
