import Domain
import GRDB

/// What recorded steps of ours removed since the look before.
struct Removals {
    private var runs: [Address: String] = [:]
    private var tags: [ResourceKey: String] = [:]
    /// What steps were about to remove of which a kill left no outcome.
    private var begun: Set<Address> = []

    init(_ database: Database, since index: Int) throws {
        let rows = try database.rows(
            """
            SELECT s.run_id, s.operation, s.target, s.object_id, a.kind,
                coalesce(s.outcome, 'unknown') = 'unknown'
            FROM steps s JOIN actions a ON a.run_id = s.run_id AND a.sequence = s.sequence
            WHERE s.removes = 1 AND (
                s.outcome = 'done' AND s.outcome_idx >= ?1
                OR coalesce(s.outcome, 'unknown') = 'unknown' AND s.intent_idx >= ?1
            )
            """,
            [index]
        )
        for row in rows {
            let kind = try row.value(4, as: ResourceKind.self)
            let (run, id) = (try row.text(0), try row.text(3))
            if try row.int(5) == 1 {
                begun.insert(Address(kind, id))
            } else if try row.text(1) == StepOperation.removeImageReference.rawValue {
                tags[ResourceKey(kind: kind, objectID: id, name: try row.text(2))] = run
            } else {
                runs[Address(kind, id)] = run
            }
        }
    }

    func run(thatRemoved key: ResourceKey) -> String? { tags[key] ?? runs[key.object] }

    /// Whether it went by our hands, as far as anybody can tell: whoever asks has found it gone.
    func includes(_ object: Address) -> Bool { runs[object] != nil || begun.contains(object) }
}
