import Domain
import GRDB

/// What recorded steps of ours removed since the look before.
struct Removals {
    private var runs: [Address: String] = [:]
    private var tags: [ResourceKey: String] = [:]

    init(_ database: Database, since index: Int) throws {
        let rows = try database.rows(
            """
            SELECT s.run_id, s.operation, s.target, s.object_id, a.kind
            FROM steps s JOIN actions a ON a.run_id = s.run_id AND a.sequence = s.sequence
            WHERE s.outcome = 'done' AND s.removes = 1 AND s.outcome_idx >= ?
            """,
            [index]
        )
        for row in rows {
            let kind = try row.value(4, as: ResourceKind.self)
            let (run, id) = (try row.text(0), try row.text(3))
            if try row.text(1) == "image.untag" {
                tags[ResourceKey(kind: kind, objectID: id, name: try row.text(2))] = run
            } else {
                runs[Address(kind, id)] = run
            }
        }
    }

    func run(thatRemoved key: ResourceKey) -> String? { tags[key] ?? runs[key.object] }

    func includes(_ object: Address) -> Bool { runs[object] != nil }
}
