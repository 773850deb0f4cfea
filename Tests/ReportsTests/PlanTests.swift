import Domain
import JSON
import Reports
import Testing

struct PlanTests {
    @Test func `a plan reads like Terraform's`() throws {
        let text = Fixtures.report().text(.plain)
        #expect(tooWide(text) == [])
        let last = text.split(separator: "\n").suffix(2)
        #expect(last.first == "Plan: 0 to add, 0 to change, 3 to destroy.")
        #expect(last.last == "Protected: 4 untouched. Unknown: 3 need a decision.")
        try expectGolden(text, "plan.txt")
    }

    @Test func `no actions say that the host matches`() {
        let text = Fixtures.report(Fixtures.plan([]), standing: nil).text(.plain)
        #expect(text.contains("No changes. Staging matches the SSOT."))
        let partial = Fixtures.report(Fixtures.plan([], omissions: ["volume/x is foreign"]), standing: nil)
        #expect(partial.text(.plain).contains("does not match the SSOT in full"))
    }

    @Test func `the pull request gets a marker, a verdict and one table`() throws {
        let text = PlanMarkdown(Fixtures.report()).text
        let first = "<!-- reconcile:v1 {\"env\":\"staging\",\"plan\":\"\(Fixtures.digest)\",\"truncated\":false} -->\n"
        #expect(text.hasPrefix(first))
        try expectGolden(text, "plan.md")
    }

    @Test func `an environment cannot end the hidden line`() throws {
        let content = Fixtures.plan(environment: "x --> <script>\u{202E}")
        let line = try #require(PlanMarkdown(Fixtures.report(content)).text.split(separator: "\n").first)
        #expect(line.count { $0 == ">" } == 1 && line.count { $0 == "<" } == 1)
        let json = line.dropFirst("<!-- reconcile:v1 ".count).dropLast(" -->".count)
        #expect(!json.contains("--"))
        #expect(try JSON.parse(Array(json.utf8))["env"]?.string == "x --> <script>\u{202E}")
    }

    @Test(arguments: [900, 4_000]) func `a long comment is cut between rows and says so`(number: Int) {
        let actions = (1...number).map { Fixtures.deletion(.volume, "test-volume-number-\($0)") }
        let valid = PlanStanding(verdict: .valid)
        let text = PlanMarkdown(Fixtures.report(Fixtures.plan(actions), standing: valid)).text
        #expect(text.utf8.count <= 65_536)
        #expect(text.utf8.count > 60_000)
        #expect(text.contains("\"truncated\":true"))
        #expect(text.contains("This comment is cut"))
        #expect(text.contains(Fixtures.digest))
        let opened = text.split(separator: "<details").count
        #expect(text.split(separator: "</details>").count == opened)
        #expect(text.contains("Approving this pull request is not approving for the host."))
    }

    @Test func `hostile names are neutralised in text and Markdown`() {
        let report = Fixtures.report(Fixtures.plan(Hostile.actions, omissions: Hostile.names))
        #expect(Hostile.isPrintable(report.text(.plain)))
        #expect(tooWide(report.text(.plain)) == [])
        let markdown = PlanMarkdown(report).text
        #expect(Hostile.isPrintable(markdown))
        #expect(!markdown.contains("@team") && !markdown.contains("](") && !markdown.contains("<img"))
        #expect(markdown.split(separator: "-->").count == 2)
    }

    @Test func `the plan file's own objects are handed on`() throws {
        let file: JSON = ["plan": ["actions": [["address": "container/test-import"]]], "issued": ["id": "p1"]]
        let data = try JSON.parse(Fixtures.report().planData(planFile: file).bytes(.compact))
        #expect(data["actions"] == [["address": "container/test-import"]])
        #expect(data["counts"]?["destroy"]?.integer == 3)
        let shown = Fixtures.report().showData(planFile: file)
        #expect(shown["plan"] == file["plan"])
        #expect(shown["verdict"] == "stale")
        #expect(shown["approvals"]?["have"] == ["bob@example.com"])
        #expect(shown["moved"]?.array?.first?["observed"] == "running")
    }

    @Test func `commands quote a path that a shell would read otherwise`() {
        let commands = SigningCommands(file: "plans/a b'c.json", author: "alice", signersPath: "s")
        #expect(commands.approve.contains("  < 'plans/a b'\\''c.json' \\"))
        #expect(commands.verify.last == "  'plans/a b'\\''c.json'")
    }

    @Test func `verification tells good from bad`() {
        let good = SignatureStanding(principal: "alice", namespace: "reconcile-plan", isGood: true)
        let reproduction = Reproduction(
            digest: "b",
            isSame: false,
            differences: [
                .init(address: nil, field: "ssot", planned: "a", reproduced: "b", source: "files")
            ],
            unproven: [],
            observedAt: Timestamp(secondsSince1970: 0),
            commit: nil
        )
        let report = VerifyReport(file: "f", digest: "a", signatures: [good], reproduction: reproduction)
        #expect(!report.isGood)
        #expect(report.data["reproduced"] == false)
        #expect(VerifyReport(file: "f", digest: "a", signatures: [good]).isGood)
        #expect(!VerifyReport(file: "f", digest: "a", signatures: []).isGood)
    }
}
