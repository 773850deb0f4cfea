import Domain
import Ledger
import Testing

struct RemovalTests {
    private let host = Host(
        boxes: [.init(name: "test-a", id: "a1", volumes: ["v"]), .init(name: "test-b", id: "b1", volumes: ["v"])],
        volumes: ["v"]
    )
    private let empty = Host(volumes: ["v"])

    private func lost(_ ledger: Ledger) throws -> [String: Timestamp] {
        try ledger.memory(releases: [], at: Moment.day(9)).volumeLostUser
    }

    @Test func `a volume whose users went by other hands is remembered until it is used again`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        for (day, look) in [host, empty, empty].enumerated() {
            try ledger.audit("r\(day)", look.classified(), at: Moment.day(day))
        }
        #expect(try lost(ledger) == ["v": Moment.day(1)])
        try ledger.audit("r3", host.classified(), at: Moment.day(3))
        #expect(try lost(ledger).isEmpty)
    }

    @Test func `a volume whose users we removed has not lost them`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        let actions = [Cleanup.container("test-a", "a1"), Cleanup.container("test-b", "b1")]
        try ledger.apply("r1", actions, at: Moment.day(1))
        try ledger.audit("r2", empty.classified(), at: Moment.day(2))
        #expect(try lost(ledger).isEmpty)
    }

    @Test func `what a killed run had begun to remove, and is gone, was removed by us`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        let actions = [Cleanup.container("test-a", "a1"), Cleanup.container("test-b", "b1")]
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.day(1)), actions: actions) == nil)
        let intents = actions.indices.map { index -> StepIntent in
            let last = actions[index].steps.count - 1
            return StepIntent(place: .init(action: index, step: last), step: actions[index].steps[last])
        }
        try ledger.intend(intents, run: "r1", at: Moment.day(1))
        try ledger.audit("r2", empty.classified(), at: Moment.day(2))
        #expect(try lost(ledger).isEmpty)
    }

    @Test func `one user that went by other hands is enough`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        try ledger.apply("r1", [Cleanup.container("test-a", "a1")], at: Moment.day(1))
        try ledger.audit("r2", empty.classified(), at: Moment.day(2))
        #expect(try lost(ledger) == ["v": Moment.day(2)])
    }

    @Test func `the record tells our removals from those of others`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let before = Host(
            boxes: [
                .init(name: "prod-ours", id: "p1"), .init(name: "prod-theirs", id: "p2"),
                .init(name: "prod-stays", id: "p3"),
            ],
            images: [("sha256:bb", ["prod-x:1", "prod-x:2"])],
            volumes: ["prod-v"]
        )
        let after = Host(boxes: [.init(name: "prod-stays", id: "p3")], images: [("sha256:bb", ["prod-x:2"])])
        try ledger.audit("r0", before.classified(), at: Moment.day(0))
        let actions = [
            Cleanup.container("prod-ours", "p1"), Cleanup.volume("prod-v"), Cleanup.untag("prod-x:1", "sha256:bb"),
        ]
        try ledger.apply("r1", actions, at: Moment.day(1))
        try ledger.audit("r2", after.classified(), at: Moment.day(2))
        let proof = try workspace.shell(
            """
            SELECT address, state, coalesce(run_id, '-'), last_seen_run, coalesce(missed_run, '-')
            FROM v_protected_never_removed ORDER BY address
            """,
            readOnly: true
        ).output
        #expect(
            proof == """
                container/prod-ours|removed_by_us|r1|r0|r2
                container/prod-stays|present|-|r2|-
                container/prod-theirs|gone_outside|-|r0|r2
                image/prod-x:1|removed_by_us|r1|r0|r2
                image/prod-x:2|present|-|r2|-
                volume/prod-v|removed_by_us|r1|r0|r2
                """
        )
    }

    @Test func `a removal of ours long ago does not explain that the next of the name is gone`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let host = Host(volumes: ["prod-v"])
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        try ledger.apply("r1", [Cleanup.volume("prod-v")], at: Moment.day(1))
        for (day, look) in [Host(), host, Host()].enumerated() {
            try ledger.audit("a\(day)", look.classified(), at: Moment.day(2 + day))
        }
        let states = try workspace.shell("SELECT state FROM v_protected_never_removed ORDER BY first_protected").output
        #expect(states == "removed_by_us\ngone_outside")
    }

    @Test func `an outcome that is found out later still claims the removal`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let actions = [Cleanup.volume("prod-v")]
        try ledger.audit("r0", Host(volumes: ["prod-v"]).classified(), at: Moment.day(0))
        #expect(try ledger.startApply(Cleanup.start("r1", at: Moment.day(1)), actions: actions) == nil)
        try ledger.intend(Cleanup.intents(actions), run: "r1", at: Moment.day(1))
        try ledger.audit("r2", Host().classified(), at: Moment.day(2))
        #expect(try workspace.shell("SELECT state FROM v_protected_never_removed").output == "gone_outside")
        try ledger.record(Cleanup.records(actions, at: Moment.day(3)), run: "r1")
        #expect(try workspace.shell("SELECT state FROM v_protected_never_removed").output == "removed_by_us")
    }
}
