import Domain
import JSON
import Reports
import Testing

struct HistoryTests {
    private var actions: [ActionRecord] {
        Fixtures.actions.map { Fixtures.record($0.address, .done) }
            + Hostile.addresses.map { Fixtures.record($0, .failed, detail: $0.name) }
    }

    private let audit = AuditRecord(
        runID: Fixtures.runID,
        at: Fixtures.now,
        engine: Fixtures.engine,
        counts: ClassCounts(Fixtures.resources),
        missing: 1
    )

    @Test func `runs fit the width and keep their words`() throws {
        let history = RunHistory(runs: Fixtures.runs)
        #expect(tooWide(history.text(.plain)) == [])
        try expectGolden(history.text(.plain), "history-runs.txt")
        let runs = try JSON.parse(history.data.bytes(.compact))["runs"]?.array
        #expect(runs?.first?["exit_code"]?.integer == 3)
        #expect(runs?.last?["exit_code"] == nil)
        #expect(history.csv.split(separator: "\r\n").count == 3)
    }

    @Test func `actions with hostile names fit and harm nobody`() throws {
        let history = ActionHistory(actions: actions)
        #expect(tooWide(history.text(.plain)) == [])
        #expect(Hostile.isPrintable(history.text(.plain)))
        #expect(history.csv.split(separator: "\r\n").count == actions.count + 1)
        #expect(try JSON.parse(history.data.bytes(.compact))["actions"]?.array?.count == actions.count)
    }

    @Test func `audits show counts`() {
        let history = AuditHistory(audits: [audit])
        #expect(
            history.text(.plain) == """
                Audit                      ! protected  = expected  - safe  ? unknown  Missing
                20261118T064640Z-1a2b3c4d  4            2           1       3          1

                """
        )
        #expect(history.data["audits"]?.array?.first?["counts"]?["volume"]?["unknown"]?.integer == 1)
        #expect(history.csv.split(separator: "\r\n").count == 2)
    }

    @Test func `one run is shown whole`() throws {
        let detail = RunDetailReport(
            run: Fixtures.runs[0],
            actions: Array(actions.prefix(3)),
            audit: audit,
            health: Fixtures.health
        )
        #expect(tooWide(detail.text(.plain)) == [])
        try expectGolden(detail.text(.plain), "history-show.txt")
    }

    @Test func `empty histories say so`() {
        #expect(RunHistory(runs: []).text(.plain) == "No run is on record.\n")
        #expect(ActionHistory(actions: []).text(.plain) == "No action is on record.\n")
        #expect(AuditHistory(audits: []).text(.plain) == "No audit is on record.\n")
    }
}
