import Domain
import Ledger
import Testing

/// Periods without an observation, and volumes that could not be listed.
struct GapTests {
    @Test func `a stretch of more than a day between looks is remembered, and the one until now`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        for (run, day) in [0, 1, 5].enumerated() {
            try ledger.audit("r\(run)", Host().classified(), at: Moment.day(day))
        }
        let kept = ObservationGap(from: Moment.day(1), to: Moment.day(5))
        #expect(try ledger.memory(releases: [], at: Moment.day(6)).gaps == [kept])
        let open = ObservationGap(from: Moment.day(5), to: Moment.day(8))
        #expect(try ledger.memory(releases: [], at: Moment.day(8)).gaps == [kept, open])
    }

    @Test func `a volume that the Engine could not list is not gone, and one of another driver is`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.audit("r0", Host(volumes: ["data"]).classified(), at: Moment.day(0))
        var blind = Host()
        blind.unseen = UnseenVolumes(drivers: ["local"])
        try ledger.audit("r1", blind.classified(), at: Moment.day(1))
        let gone = "SELECT count(*) FROM resources WHERE gone_seen IS NOT NULL"
        #expect(try workspace.shell(gone).output == "0")
        blind.unseen = UnseenVolumes(drivers: ["rclone"])
        try ledger.audit("r2", blind.classified(), at: Moment.day(2))
        #expect(try workspace.shell(gone).output == "1")
    }
}
