import Domain
import GRDB

/// The tables of resources as the last observation left them.
struct ObservationStore {
    struct Row {
        let id: Int64
        let state: ResourceState
    }

    let database: Database

    /// The resources of the last observation.
    func present() throws -> [ResourceKey: Row] {
        var rows: [ResourceKey: Row] = [:]
        let cursor = try database.rowCursor(
            """
            SELECT id, kind, name, object_id, class, rule, pattern, rule_at, first_unused, lost_user, protected_first,
                protected_last, protected_rule, protected_pattern, protected_rule_at, mountpoint_identity,
                configuration_digest, driver
            FROM resource_state WHERE gone_audit IS NULL
            """
        )
        while let row = try cursor.next() {
            let kind = try row.value(1, as: ResourceKind.self)
            let key = ResourceKey(kind: kind, objectID: try row.text(3), name: try row.text(2))
            rows[key] = Row(id: try row.integer(0), state: try ObservationStore.state(row))
        }
        return rows
    }

    func insert(_ state: ResourceState, _ key: ResourceKey, _ look: Look) throws -> Int64 {
        try database.run(
            """
            INSERT INTO resource_state(kind, name, object_id, class, rule, pattern, rule_at, first_audit, first_unused,
                lost_user, protected_first, protected_last, protected_rule, protected_pattern, protected_rule_at,
                mountpoint_identity, configuration_digest, driver)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key.object.kind.rawValue, state.name, key.object.name, state.class.rawValue, state.rule.name,
                state.rule.pattern, state.rule.at, look.number, state.firstUnused?.secondsSince1970,
                state.lostUser?.secondsSince1970, state.protection?.first.secondsSince1970,
                state.protection?.last?.secondsSince1970, state.protection?.rule.name,
                state.protection?.rule.pattern, state.protection?.rule.at, state.volume?.mountpoint,
                state.volume?.configuration, state.volume?.driver,
            ]
        )
        return database.lastInsertedRowID
    }

    func update(_ id: Int64, _ state: ResourceState) throws {
        try database.run(
            """
            UPDATE resource_state SET name = ?, class = ?, rule = ?, pattern = ?, rule_at = ?, first_unused = ?,
                lost_user = ?, protected_first = ?, protected_last = ?, protected_rule = ?, protected_pattern = ?,
                protected_rule_at = ?, mountpoint_identity = ?, configuration_digest = ?, driver = ?
            WHERE id = ?
            """,
            [
                state.name, state.class.rawValue, state.rule.name, state.rule.pattern, state.rule.at,
                state.firstUnused?.secondsSince1970, state.lostUser?.secondsSince1970,
                state.protection?.first.secondsSince1970, state.protection?.last?.secondsSince1970,
                state.protection?.rule.name, state.protection?.rule.pattern, state.protection?.rule.at,
                state.volume?.mountpoint, state.volume?.configuration, state.volume?.driver, id,
            ]
        )
    }

    func markGone(_ row: Row, removedBy run: String?, _ look: Look) throws {
        try database.run(
            """
            UPDATE resource_state SET last_audit = ?, gone_audit = ?, removed_by_run = ?,
                protected_last = CASE WHEN protected_first IS NULL THEN NULL ELSE coalesce(protected_last, ?) END
            WHERE id = ?
            """,
            [look.previous ?? look.number, look.number, run, look.previousAt.secondsSince1970, row.id]
        )
        try note(row.id, name: row.state.name, class: nil, rule: nil, look)
    }

    func note(_ id: Int64, _ state: ResourceState, _ look: Look) throws {
        try note(id, name: state.name, class: state.class, rule: state.rule, look)
    }

    private func note(_ id: Int64, name: String, class: ResourceClass?, rule: StoredRule?, _ look: Look) throws {
        try database.run(
            """
            INSERT INTO observations(audit, resource, name, class, rule, pattern, rule_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [look.number, id, name, `class`?.rawValue, rule?.name, rule?.pattern, rule?.at]
        )
    }

    private static func state(_ row: GRDB.Row) throws -> ResourceState {
        ResourceState(
            name: try row.text(2),
            class: try row.value(4, as: ResourceClass.self),
            rule: StoredRule(name: try row.text(5), pattern: row.optionalText(6), at: try row.text(7)),
            firstUnused: row.optionalTime(8),
            lostUser: row.optionalTime(9),
            protection: try protection(row),
            volume: row.optionalText(16).map {
                VolumeIdentity(mountpoint: row.optionalText(15), configuration: $0, driver: row.optionalText(17))
            }
        )
    }

    private static func protection(_ row: GRDB.Row) throws -> ResourceState.Protection? {
        guard let first = row.optionalTime(10) else { return nil }
        let rule = StoredRule(name: try row.text(12), pattern: row.optionalText(13), at: try row.text(14))
        return ResourceState.Protection(first: first, last: row.optionalTime(11), rule: rule)
    }
}

/// Removals by recorded steps of ours since the observation before.
struct Removals {
    private var runs: [Address: String] = [:]
    private var tags: [ResourceKey: String] = [:]
    /// Objects of removal steps that began and have no recorded outcome, because the process was killed.
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

    /// Whether we removed the object, as far as is known; the caller has found it gone.
    func includes(_ object: Address) -> Bool { runs[object] != nil || begun.contains(object) }
}
