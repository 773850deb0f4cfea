import Domain
import Reports
import Testing

struct StackTests {
    private func text(_ actions: [Action] = StackFixtures.actions, _ styling: Styling = .plain) -> String {
        Fixtures.report(StackFixtures.content(actions), standing: nil).text(styling)
    }

    private func line(_ change: Action.AttributeChange, _ kind: ActionKind = .update) -> String? {
        let action = StackFixtures.action(kind, Address(.container, "a"), .drifted, [], changes: [change])
        let lines = text([action], Styling(width: 200)).split(separator: "\n")
        return lines.first { $0.contains("\(change.attribute): ") }.map { String($0.drop { $0 == " " }) }
    }

    @Test func `a plan of a stack shows every difference, who made it and what it costs`() throws {
        #expect(tooWide(text()) == [])
        #expect(text().contains("\nPlan: 3 to add, 2 to change, 0 to destroy.\n"))
        #expect(text().contains("Replaced, and counted as changed: container/odoo-staging."))
        try expectGolden(text(), "plan-stack.txt")
    }

    @Test func `the pull request shows the same differences`() throws {
        let markdown = PlanMarkdown(Fixtures.report(StackFixtures.content(), standing: nil)).text
        #expect(markdown.split(separator: "<details").count == markdown.split(separator: "</details>").count)
        try expectGolden(markdown, "plan-stack.md")
    }

    @Test func `a difference reads as what was, what will be, and what removes it`() {
        let key = AttributeKey(.memory)
        let both = StackFixtures.change(key, "268435456", "536870912", .inPlace, .host)
        #expect(line(both) == "~ memory: \"256 MiB\" -> \"512 MiB\"  (in place; changed on the host)")
        let uneven = StackFixtures.change(key, "1000", "0", .replace, .unknown)
        #expect(line(uneven) == "~ memory: \"1000 bytes\" -> \"0\"  (forces replacement)")
        let added = StackFixtures.change(AttributeKey(.label, "tier"), nil, "web", .replace, .file)
        #expect(line(added) == "+ label.tier: \"web\"  (forces replacement; changed in the file)")
        #expect(line(both, .replace) == "~ memory: \"256 MiB\" -> \"512 MiB\"  (changed on the host)")
        let gone = StackFixtures.change(AttributeKey(.port, "80/tcp"), ":80", nil, .replace, .image)
        #expect(line(gone) == "- port.80/tcp: \":80\"  (forces replacement; the image changed)")
    }

    @Test func `what may be a secret shows only that it changed`() {
        let key = AttributeKey(.environment, "P")
        let hmacs = StackFixtures.change(key, "hmac-sha256:01", "hmac-sha256:02", .replace, .unknown)
        #expect(line(hmacs) == "~ environment.P: (changed)  (forces replacement)")
        let words = StackFixtures.change(key, "(sealed)", "(sealed)", .replace, .unknown)
        #expect(line(words) == line(hmacs))
        let shown = StackFixtures.change(key, "hmac-sha256:01", "UTC", .replace, .unknown)
        #expect(line(shown) == "~ environment.P: (sealed) -> \"UTC\"  (forces replacement)")
    }

    @Test func `no value can pass for a difference of its own`() {
        let change = StackFixtures.change(AttributeKey(.user), "a\" -> \"b", "c\\", .replace, .unknown)
        #expect(line(change) == "~ user: \"a\\\" -> \\\"b\" -> \"c\\\\\"  (forces replacement)")
    }

    @Test func `hostile values are neutralised in text and Markdown`() {
        let actions = Hostile.names.enumerated().map { number, name in
            let key = AttributeKey(.environment, name)
            let steps: [Step] = [
                .connectNetwork(network: name, container: .created(name: name), endpoint: [:]),
                .waitContainer(.created(name: name), until: .healthy, seconds: 1),
                .renameContainer(id: "x", from: name, to: name),
            ]
            let change = StackFixtures.change(key, name, name, .replace, .file)
            return StackFixtures.action(.update, Address(.container, "c\(number)"), .drifted, steps, changes: [change])
        }
        #expect(Hostile.isPrintable(text(actions)))
        #expect(tooWide(text(actions)) == [])
        let markdown = PlanMarkdown(Fixtures.report(StackFixtures.content(actions))).text
        #expect(Hostile.isPrintable(markdown))
        #expect(!markdown.contains("@team") && !markdown.contains("](") && !markdown.contains("<img"))
        for action in actions {
            for step in action.steps {
                #expect(Hostile.isPrintable(ApplyProgress.started(action.address, step, styling: .plain)))
            }
        }
    }

    @Test func `progress is in words`() {
        let lines = StackFixtures.replace.steps.map {
            ApplyProgress.started(StackFixtures.replace.address, $0, styling: .plain)
        }
        #expect(
            lines.map { $0.split(separator: ": ").last.map(String.init) } == [
                "waiting until completed…", "turning restart off…", "stopping…", "setting aside…", "creating…",
                "starting…", "waiting until healthy…", "removing…",
            ]
        )
        let back = Step.renameContainer(id: StackFixtures.oldID, from: StackFixtures.aside, to: "odoo-staging")
        #expect(back.progressive == "putting back" && back.words == "put back")
        #expect(Step.renameContainer(id: "x", from: "a", to: "b").words == "rename")
    }
}
