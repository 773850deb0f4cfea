import Domain
import JSON
import Ledger
import Testing

struct ObservationTests {
    private let host = Host(
        boxes: [.init(name: "prod-db", id: "p1", volumes: ["data"]), .init(name: "test-a", id: "a1")],
        images: [("sha256:aa", ["app:1"])],
        volumes: ["data"],
        networks: [("bridge", "n1")]
    )

    @Test func `an audit reads back with its counts`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let observation = host.classified(missing: [Address(.volume, "gone")])
        try ledger.audit("r0", observation, at: Moment.start)
        let record = AuditRecord(
            runID: "r0",
            at: Moment.start,
            engine: Host.engine,
            counts: observation.counts,
            missing: 1
        )
        #expect(try ledger.audits(limit: 5) == [record])
        #expect(try ledger.run("r0").audits == [record])
        try ledger.begin(RunStart(id: "p0", kind: .plan, at: Moment.day(1)))
        try ledger.record(observation: observation, run: "p0", kind: .plan, at: Moment.day(1))
        #expect(try ledger.audits(limit: 5).map(\.runID) == ["r0"])
        #expect(try ledger.audits(limit: 5, kind: nil).map(\.runID) == ["p0", "r0"])
    }

    @Test func `the log lists every protected address with ID and rule`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", host.classified(missing: [Address(.volume, "gone")]), at: Moment.start)
        let entry = try #require(try ledger.run("r0").entries.first { $0["kind"]?.string == "audit.recorded" })
        let what = try #require(entry["what"])
        let expected: JSON = [["address": "container/prod-db", "id": "p1", "rule": "floor"]]
        #expect(what["protected"]?.text(.compact) == expected.text(.compact))
        #expect(what["missing"] == ["volume/gone"])
        #expect(what["counts"]?["container"]?["extra_safe_delete"]?.integer == 1)
    }

    @Test func `an unchanged host costs five rows`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        func rows() throws -> String {
            try workspace.shell(
                """
                SELECT (SELECT count(*) FROM observations), (SELECT count(*) FROM resource_state),
                    (SELECT count(*) FROM use_state), (SELECT count(*) FROM audits)
                """
            ).output
        }
        #expect(try rows() == "5|5|2|1")
        try ledger.audit("r1", host.classified(), at: Moment.day(1))
        #expect(try rows() == "5|5|2|2")
        let times = "SELECT first_seen, last_seen, gone_seen IS NULL FROM resources WHERE address = 'container/prod-db'"
        #expect(try workspace.shell(times).output == "2027-01-15T08:00:00Z|2027-01-16T08:00:00Z|1")
    }

    @Test func `a change of class and an end are kept as history`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", Host(boxes: [.init(name: "test-a", id: "a1")]).classified(), at: Moment.day(0))
        try ledger.audit("r1", Host(boxes: [.init(name: "kept-a", id: "a1")]).classified(), at: Moment.day(1))
        try ledger.audit("r2", Host().classified(), at: Moment.day(2))
        let history = try workspace.shell("SELECT audit, name, coalesce(class, 'gone') FROM observations").output
        #expect(history == "1|test-a|extra_safe_delete\n2|kept-a|unknown\n3|kept-a|gone")
        let last = "SELECT last_seen, gone_seen FROM resources"
        #expect(try workspace.shell(last).output == "2027-01-16T08:00:00Z|2027-01-17T08:00:00Z")
    }

    @Test func `names that differ in bytes only are two resources`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let host = Host(networks: [("caf\u{E9}", "n1"), ("cafe\u{301}", "n2")])
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        try ledger.audit("r1", host.classified(), at: Moment.day(1))
        #expect(try workspace.shell("SELECT count(DISTINCT name) FROM resource_state").output == "2")
    }

    @Test func `a tag that moves is another resource`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", Host(images: [("sha256:aa", ["app:1"])]).classified(), at: Moment.day(0))
        let moved = Host(images: [("sha256:aa", []), ("sha256:bb", ["app:1"])])
        try ledger.audit("r1", moved.classified(), at: Moment.day(1))
        let states = try workspace.shell(
            "SELECT address, object_id, gone_seen IS NOT NULL FROM resources ORDER BY address, object_id"
        ).output
        #expect(
            states == "image/app:1|sha256:aa|1\nimage/app:1|sha256:bb|0\nimage/sha256:aa|sha256:aa|0"
        )
    }

    @Test func `every promised view answers an outside reader`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", host.classified(), at: Moment.day(0))
        try ledger.apply("r1", [Cleanup.container("test-a", "a1")], at: Moment.day(0))
        try ledger.audit("r2", host.classified(missing: [Address(.volume, "x")]), at: Moment.day(0))
        func ask(_ sql: String) throws -> String { try workspace.shell(sql, readOnly: true).output }
        #expect(
            try ask("SELECT run_id, kind, outcome, exit_code FROM v_runs ORDER BY log_idx LIMIT 2")
                == "r0|audit|succeeded|0\nr1|apply|succeeded|0"
        )
        #expect(
            try ask("SELECT run_id, seq, address, action, reason, rule, outcome, digest, principal FROM v_actions")
                == "r1|1|container/test-a|delete|safe_pattern|safe_to_delete_patterns|done|sha256:d1|alice@example.com"
        )
        #expect(
            try ask("SELECT address, operation, at FROM v_deleted")
                == "container/test-a|container.remove|2027-01-15T08:00:00Z"
        )
        #expect(
            try ask("SELECT number, run_id, protected, extra_safe_delete, unknown, missing FROM v_audits")
                == "1|r0|1|1|3|0\n2|r2|1|1|3|1"
        )
        #expect(try ask("SELECT * FROM v_drift_daily") == "2027-01-15|2|2|0|1|1|3|1")
        #expect(
            try ask("SELECT address, id, rule, state FROM v_protected_never_removed")
                == "container/prod-db|p1|floor|present"
        )
        #expect(
            try ask("SELECT user, used FROM resource_uses WHERE kind = 'volume'") == "container/prod-db|volume/data"
        )
        #expect(try ask("SELECT count(*) FROM v_approvals") == "0")
        #expect(try ask("SELECT count(*) FROM v_refusals") == "0")
    }
}
