import Domain
import GRDB

/// The table of stretches without a look.
struct GapStore {
    let database: Database

    func store(_ look: Look) throws {
        let gap = LookGap(from: look.previousAt, to: look.at)
        guard gap.isKept else { return }
        try database.run(
            "INSERT INTO look_gaps(from_at, to_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [gap.from.secondsSince1970, gap.to.secondsSince1970]
        )
    }

    /// Those that are kept, and the one that goes on until now.
    func all(until now: Timestamp) throws -> [LookGap] {
        let kept = try database.rows("SELECT from_at, to_at FROM look_gaps ORDER BY from_at").map { row in
            LookGap(from: try row.time(0), to: try row.time(1))
        }
        guard let last = try database.row("SELECT at FROM audits ORDER BY number DESC LIMIT 1") else { return kept }
        let open = LookGap(from: try last.time(0), to: now)
        return open.isKept ? kept + [open] : kept
    }
}
