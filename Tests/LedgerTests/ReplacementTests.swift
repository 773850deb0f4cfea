import Domain
import Ledger
import Testing

struct ReplacementTests {
    private let before = Host(boxes: [.init(name: "web", id: Replacement.oldID, volumes: ["v"])], volumes: ["v"])
    private let after = Host(boxes: [.init(name: "web", id: "newid", volumes: ["v"])], volumes: ["v"])

    private func removedByUs(_ workspace: Workspace) throws -> String {
        try workspace.shell("SELECT object_id, removed_by_run FROM resources WHERE removed_by_run IS NOT NULL").output
    }

    @Test func `the old container of a replacement was removed by us, and its volumes lost no user`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", before.classified(), at: Moment.day(0))
        try ledger.apply("r1", [Replacement.action("web")], at: Moment.day(1))
        try ledger.audit("r2", after.classified(), at: Moment.day(2))
        #expect(try removedByUs(workspace) == "\(Replacement.oldID)|r1")
        #expect(try ledger.memory(releases: [], at: Moment.day(3)).volumeLostUser.isEmpty)
        let deleted = try workspace.shell("SELECT address, object_id, operation, reason FROM v_deleted").output
        #expect(deleted == "container/web|\(Replacement.oldID)|container.remove|spec_changed")
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test func `what a put-back removes is the new container, not the old one`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let actions = [Replacement.action("web")]
        try ledger.audit("r0", before.classified(), at: Moment.day(0))
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.day(1)), actions: actions) == nil)
        try run(Array(actions[0].steps.prefix(4)), from: 0, ledger)
        try run([actions[0].steps[4]], from: 4, outcome: .failed, ledger)
        try ledger.audit("r2", after.classified(), at: Moment.day(1))
        try run(Replacement.putBack("web", new: "newid"), from: actions[0].steps.count, ledger)
        try ledger.audit("r3", before.classified(), at: Moment.day(2))
        #expect(try removedByUs(workspace) == "newid|r1")
        #expect(try ledger.actions(run: "r1").map(\.outcome) == [.failed])
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test func `a resumed run may reverse in other steps than the run that broke off`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let steps = Replacement.putBack("web", new: "newid")
        #expect(
            try ledger.startApply(Cleanup.start("r1", at: Moment.day(1)), actions: [Replacement.action("web")]) == nil
        )
        try run([steps[0]], from: 6, outcome: .failed, ledger)
        try run(Array(steps[2...]), from: 6, ledger)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test func `what is made has its name for an ID`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.apply("r1", [Replacement.volume("data")], at: Moment.day(1))
        let record = try #require(try ledger.actions(run: "r1").first)
        #expect(record.objectID == "data")
        #expect(record.action == .create)
        #expect(record.reason == .missing)
        #expect(record.rule.name == .inStack)
        #expect(try workspace.shell("SELECT count(*) FROM v_deleted").output == "0")
        #expect(try ledger.verify().problems.isEmpty)
    }

    private func run(_ steps: [Step], from first: Int, outcome: StepOutcome = .done, _ ledger: Ledger) throws {
        let places = steps.indices.map { StepRecord.Place(action: 0, step: first + $0) }
        let intents = zip(places, steps).map { StepIntent(place: $0, step: $1) }
        try ledger.intend(intents, run: "r1", at: Moment.day(1))
        let records = zip(places, steps).map { place, step in
            StepRecord(
                place: place,
                address: Address(.container, "web"),
                step: step,
                outcome: outcome,
                detail: "",
                at: Moment.day(1)
            )
        }
        try ledger.record(records, run: "r1")
    }
}
