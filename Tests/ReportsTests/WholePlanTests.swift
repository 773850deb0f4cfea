import Attributes
import Domain
import JSON
import Reports
import Testing

/// What a reviewer sees: every attribute of what is made, and every finding.
struct WholePlanTests {
    @Test func `the golden plan has every attribute and every finding`() throws {
        let actions = try WholeFixtures.actions()
        let found = Set(actions.flatMap(\.findings).map(\.name))
        #expect(found == Set(FindingName.allCases))
        let reader = AttributeReader.forPeople
        let made = actions.flatMap { action -> [AttributeKey] in
            let container = action.madeContainer.map {
                reader.container(name: $0.name, body: $0.body, connections: $0.connections).keys
            }
            return (container ?? []) + action.bodies(of: .createNetwork).flatMap { reader.network(body: $0).keys }
        }
        // The stack gives a name and wants it running; neither stands in a body.
        let missing = Set(AttributeFamily.allCases).subtracting(made.map(\.family))
        #expect(missing == [.containerName, .state])
    }

    @Test func `the text shows all of it within 80 columns`() throws {
        let text = try WholeFixtures.report().text(.plain)
        #expect(tooWide(text) == [])
        #expect(text.components(of: "(sealed): a value") == 1)
        try expectGolden(text, "plan-whole.txt")
    }

    @Test func `the pull request shows all of it`() throws {
        let markdown = PlanMarkdown(try WholeFixtures.report()).text
        #expect(markdown.components(of: "<details") == markdown.components(of: "</details>"))
        #expect(markdown.components(of: "&#40;sealed&#41;: a value") == 1)
        try expectGolden(markdown, "plan-whole.md")
    }

    @Test func `programs get all of it as one list, the gravest first`() throws {
        let report = try WholeFixtures.report()
        let data = report.planData(planFile: [:])
        #expect(report.showData(planFile: [:])["attention"] == data["attention"])
        let names = (data["attention"]?.array ?? []).compactMap { $0["finding"]?.string }
        #expect(names.count == 26 && Set(names) == Set(FindingName.allCases.map(\.rawValue)))
        #expect(names.prefix(2) == ["privileged", "engine_socket"])
        try expectGolden(String(decoding: data.bytes(.pretty), as: UTF8.self), "plan-whole.json")
    }

    @Test func `a member of a body that is no attribute is shown too`() throws {
        let body: JSON = ["Image": "x", "Surprise": ["A": 1], "HostConfig": ["PublishAllPorts": true]]
        let text = Fixtures.report(StackFixtures.content([Self.creation(body)]), standing: nil).text(.plain)
        #expect(text.contains("Surprise: \"{\\\"A\\\":1}\""))
        #expect(text.contains("HostConfig.PublishAllPorts: \"true\""))
    }

    @Test func `hostile values of a body are neutralised`() {
        for name in Hostile.names {
            let body: JSON = [
                "Image": .string(name), "Env": [.string("A=\(name)"), .string(name)], "Cmd": [.string(name)],
                "Labels": .object([.init(name, .string(name))]),
                "HostConfig": ["Binds": [.string("/x:/\(name)")], "Other": .string(name)],
            ]
            var action = Self.creation(body)
            action.findings = [Action.Finding(.devices, AttributeKey(.mount, name), name, at: name, allowed: name)]
            let report = Fixtures.report(StackFixtures.content([action]), standing: nil)
            #expect(Hostile.isPrintable(report.text(.plain)))
            #expect(tooWide(report.text(.plain)) == [])
            let markdown = PlanMarkdown(report).text
            #expect(Hostile.isPrintable(markdown))
            #expect(markdown.components(of: "<details") == markdown.components(of: "</details>"))
        }
    }

    @Test(arguments: PlanStanding.Verdict.allCases)
    func `only a plan that apply may still take ends with the line that applies it`(verdict: PlanStanding.Verdict)
        throws
    {
        let markdown = PlanMarkdown(try WholeFixtures.report(PlanStanding(verdict: verdict))).text
        let isOver = [.stale, .expired, .used, .notApplyable].contains(verdict)
        #expect(markdown.contains("reconcile apply ") == !isOver)
        #expect(markdown.contains("Not to be applied") == isOver)
    }

    @Test func `only what stops is said to stop`() throws {
        let text = try WholeFixtures.report().text(.plain)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains("Stops running: container/ci-runner, container/test-import."))
        #expect(lines.contains("Loses connections for a moment: container/proxy."))
    }

    @Test func `the file is named as it lies in the repository, and to programs as it was typed`() throws {
        let content = StackFixtures.content(try WholeFixtures.actions())
        let report = PlanReport(
            content: content,
            digest: Fixtures.digest,
            file: "/home/alice/repo/plans/x.plan.json",
            shownFile: "plans/x.plan.json"
        )
        #expect(!report.text(.plain).contains("/home/alice"))
        #expect(!PlanMarkdown(report).text.contains("/home/alice"))
        #expect(report.planData(planFile: [:])["file"] == "/home/alice/repo/plans/x.plan.json")
    }

    private static func creation(_ body: JSON) -> Action {
        let create = Step.createContainer(name: "a", reference: "x", imageID: nil, platform: nil, body: body)
        return StackFixtures.action(.create, Address(.container, "a"), .missing, [create])
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
