import Domain
import Testing

@testable import Ledger

/// A ledger that an earlier version of the program made.
struct MigrationTests {
    /// Times of observations. The gaps between them: less than a day, exactly a day, a day and a second, four days,
    /// none (two at the same moment), and more than five days.
    private static let looks: [Int64] = [0, 3_600, 90_000, 176_401, 522_001, 522_001, 1_000_000]

    @Test func `stretches without a look that were recorded before are known after the upgrade`() throws {
        let workspace = try Workspace()
        try makeVersion1(in: workspace, looks: Self.looks)
        let upgraded = try workspace.open()
        #expect(try workspace.shell("PRAGMA user_version").output == String(Migrations.newest))
        let now = try #require(Self.looks.last).moment
        let gaps = try upgraded.memory(releases: [], at: now).gaps
        let kept: [(Int64, Int64)] = [(90_000, 176_401), (176_401, 522_001), (522_001, 1_000_000)]
        #expect(gaps == kept.map { ObservationGap(from: $0.moment, to: $1.moment) })
    }

    /// The gaps that the new version would have recorded after each observation.
    @Test func `an upgraded ledger remembers what one of the newest version does`() throws {
        let (old, new) = (try Workspace(), try Workspace())
        try makeVersion1(in: old, looks: Self.looks)
        let fresh = try new.ledger()
        for (run, look) in Self.looks.enumerated() {
            try fresh.audit("r\(run)", Host().classified(), at: look.moment)
        }
        let upgraded = try old.open()
        let next = Int64(1_500_000).moment
        for ledger in [fresh, upgraded] { try ledger.audit("next", Host().classified(), at: next) }
        let rows = "SELECT from_at, to_at FROM look_gaps ORDER BY 1, 2"
        let expected = try new.shell(rows).output
        #expect(expected.split(separator: "\n").count == 4)
        #expect(try old.shell(rows).output == expected)
    }

    @Test func `an upgrade happens once, and the log is the same before and after`() throws {
        let workspace = try Workspace()
        try makeVersion1(in: workspace, looks: [0])
        let before = try workspace.shell("SELECT hex(leaf) FROM log ORDER BY idx").output
        try workspace.open().close()
        let ledger = try workspace.open()
        #expect(try workspace.shell("SELECT hex(leaf) FROM log ORDER BY idx").output == before)
        #expect(try ledger.verify().problems.isEmpty)
    }

    @Test func `a reader names an earlier version, and leaves the file as it is`() throws {
        let workspace = try Workspace()
        try makeVersion1(in: workspace, looks: [0])
        let before = try workspace.bytes()
        let fault = #expect(throws: LedgerFault.self) { try workspace.open(.readOnly) }
        #expect(fault == .older(path: workspace.path, version: 1))
        #expect(fault?.failure.exitCode == .configuration)
        #expect(try workspace.bytes() == before)
    }

    /// A ledger with the schema of version 1 only, filled as that version created it and recorded observations.
    private func makeVersion1(in workspace: Workspace, looks: [Int64]) throws {
        let newest = try Workspace()
        let ledger = try newest.ledger()
        for (run, look) in looks.enumerated() { try ledger.audit("r\(run)", Host().classified(), at: look.moment) }
        try ledger.close()
        let schema = Migration001.sql.joined(separator: "\n")
        try run(schema + "\nPRAGMA user_version = 1; PRAGMA application_id = \(Connection.applicationID);", workspace)
        // Everything that both versions hold, row by row.
        let copies = Self.tables.map { "INSERT INTO \($0) SELECT * FROM newest.\($0);" }
        try run("ATTACH '\(newest.path)' AS newest;\n" + copies.joined(separator: "\n"), workspace)
    }

    private static let tables = ["meta", "log", "log_nodes", "runs", "audits", "audit_counts"]

    private func run(_ sql: String, _ workspace: Workspace) throws {
        let done = try workspace.shell(sql)
        #expect(done.status == 0, "\(done.output)")
    }
}

extension Int64 {
    /// So many seconds after the start.
    fileprivate var moment: Timestamp { Moment.start.adding(seconds: self) }
}
