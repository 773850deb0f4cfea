import Domain
import Ledger
import Testing

struct JournalTests {
    private let actions = [Cleanup.container("test-a", "id-a"), Cleanup.volume("test-v")]

    @Test func `a plan file is applied once`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        #expect(try ledger.runThatUsed("sha256:f") == nil)
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.start, file: "sha256:f"), actions: actions) == nil)
        #expect(try ledger.runThatUsed("sha256:f") == "r1")
        let again = Cleanup.start("r2", at: Moment.day(1), file: "sha256:f")
        #expect(try ledger.startApply(again, actions: actions) == "r1")
        #expect(try ledger.runs(limit: 10).map(\.id) == ["r1"])
    }

    @Test func `an apply reads back as its actions with rule, plan and person`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.apply("r1", actions, at: Moment.start)
        let records = try ledger.actions(run: "r1")
        #expect(records.map(\.address) == [Address(.container, "test-a"), Address(.volume, "test-v")])
        #expect(records.map(\.outcome) == [.done, .done])
        let first = try #require(records.first)
        #expect(first.objectID == "id-a")
        #expect(first.action == .delete)
        #expect(first.reason == .safePattern)
        #expect(first.rule.at == "infra/docker/S_SSOT.yaml:12:7")
        #expect(first.planDigest == "sha256:d1")
        #expect(first.principal == "alice@example.com")
        #expect(first.at == Moment.start)
        #expect(try ledger.unfinishedRuns().isEmpty)
        #expect(
            try ledger.run("r1").entries.compactMap { $0["kind"]?.string }.suffix(3) == [
                "action.outcome", "action.outcome", "run.ended",
            ]
        )
    }

    @Test(arguments: [
        ([StepOutcome.done, .failed], StepOutcome.failed), ([.failed, .skipped], .failed),
        ([.done, .unknown], .unknown),
        ([.already, .done], .done), ([.absent, .absent], .absent), ([.absent, .already], .already),
        ([.done, .skipped], .skipped),
    ])
    func `an action ends as the step that a reader must know first`(
        steps: [StepOutcome],
        action: StepOutcome
    ) throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let actions = [Cleanup.container("test-a", "id-a")]
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.start), actions: actions) == nil)
        try ledger.intend(Cleanup.intents(actions), run: "r1", at: Moment.start)
        for (index, outcome) in steps.enumerated() {
            try ledger.record([Cleanup.records(actions, outcome, at: Moment.start)[index]], run: "r1")
        }
        #expect(try ledger.actions(run: "r1").map(\.outcome) == [action])
    }

    @Test func `a crash leaves intents to resolve, and resuming resolves them`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.start), actions: actions) == nil)
        let (intents, records) = (Cleanup.intents(actions), Cleanup.records(actions, at: Moment.day(1)))
        try ledger.intend(Array(intents.prefix(2)), run: "r1", at: Moment.start)
        try ledger.record([records[0]], run: "r1")
        try ledger.close()

        let resumed = try workspace.open()
        let unfinished = try #require(try resumed.unfinishedRuns().first)
        #expect(unfinished.record.outcome == .unfinished)
        #expect(unfinished.done == 1)
        #expect(unfinished.open.map(\.operation) == ["container.remove"])
        #expect(unfinished.open.map(\.address) == [Address(.container, "test-a")])
        try resumed.record([records[1]], run: "r1")
        try resumed.intend([intents[2]], run: "r1", at: Moment.day(1))
        try resumed.record([records[2]], run: "r1")
        try resumed.end(run: "r1", outcome: .succeeded, exitCode: .done, at: Moment.day(1), summary: "2 destroyed")
        #expect(try resumed.unfinishedRuns().isEmpty)
        #expect(try resumed.actions().map(\.outcome) == [.done, .done])
        #expect(try resumed.verify().problems.isEmpty)
    }

    @Test func `an outcome without intent is refused, except for what was never sent`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.start), actions: actions) == nil)
        #expect(throws: LedgerFault.self) {
            try ledger.record(Cleanup.records(actions, .done, at: Moment.start), run: "r1")
        }
        try ledger.record(Cleanup.records(actions, .skipped, at: Moment.start), run: "r1")
        #expect(try ledger.actions().map(\.outcome) == [.skipped, .skipped])
    }

    @Test func `a success is final`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.apply("r1", actions, at: Moment.start)
        #expect(throws: LedgerFault.self) {
            try ledger.record(Cleanup.records(actions, .failed, at: Moment.start), run: "r1")
        }
        #expect(throws: LedgerFault.self) {
            try ledger.intend(Cleanup.intents(actions), run: "r1", at: Moment.start)
        }
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test func `a transaction that fails half way leaves nothing`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.start), actions: actions) == nil)
        let body = try ledger.checkpointBody()
        let stray = StepIntent(
            place: StepRecord.Place(action: 9, step: 0),
            step: .removeVolume(name: "x")
        )
        #expect(throws: LedgerFault.noRecord("action 9 of run r1")) {
            try ledger.intend(Cleanup.intents(actions) + [stray], run: "r1", at: Moment.start)
        }
        #expect(try ledger.checkpointBody() == body)
        #expect(try #require(try ledger.unfinishedRuns().first).open.isEmpty)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test(arguments: [10, 300])
    func `bookkeeping is two log entries a step whatever the size of the plan`(count: Int) throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let actions = (0..<count).map { Cleanup.volume("test-\($0)") }
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.start), actions: actions) == nil)
        let before = try #require(Checkpoint(parsing: try ledger.checkpointBody())).size
        try ledger.intend(Cleanup.intents(actions), run: "r1", at: Moment.start)
        try ledger.record(Cleanup.records(actions, at: Moment.start), run: "r1")
        let after = try #require(Checkpoint(parsing: try ledger.checkpointBody())).size
        #expect(after - before == 2 * count)
        let longest = try workspace.shell("SELECT max(length(leaf)) FROM log WHERE kind LIKE 'action.%'").output
        #expect(try #require(Int(longest)) < 600)
    }
}
