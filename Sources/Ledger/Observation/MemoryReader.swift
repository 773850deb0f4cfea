package import Domain
import GRDB

/// Reads the tables of resources, uses and images as the memory that classification uses.
struct MemoryReader {
    let database: Database
    let at: Timestamp

    func remember(releases patterns: [String]) throws {
        let known = try releases()
        for pattern in patterns.sortedByBytes() where known[pattern] == nil {
            try database.run(
                "INSERT INTO release_sightings(pattern, first_seen) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [pattern, at.secondsSince1970]
            )
            guard database.changesCount == 1 else { continue }
            let what: JSON = ["pattern": .string(pattern)]
            try LogStore(database: database).append(LogEntry(kind: .releaseSeen, run: nil, at: at, what: what))
        }
    }

    func memory() throws -> Memory {
        let images = try ImageStore(database: database).all()
        return Memory(
            protected: try protected(),
            protectedUses: try uses(),
            imageUnusedSince: byName(images.compactMapValues { $0.isPresent ? $0.state.firstUnused : nil }),
            volumeUnusedSince: try volumeTimes("first_unused"),
            imageProtectedUntil: byName(
                images.compactMapValues { $0.state.protectedFirst == nil ? nil : $0.state.protectedUntil ?? at }
            ),
            volumeLostUser: try volumeTimes("lost_user"),
            releaseFirstSeen: try releases(),
            hasSeenExpected: try hasSeenExpected(),
            anonymousOfDeleted: try anonymousOfDeleted(),
            leftHalfDone: try leftHalfDone(),
            gaps: try GapStore(database: database).all(until: at)
        )
    }

    /// Objects that are present come first. Of objects that are gone there is one entry per address: their IDs never
    /// return, only their names may.
    private func protected() throws -> [Memory.Protected] {
        var addresses: Set<Address> = []
        return try database.rows(
            """
            SELECT kind, name, object_id, protected_rule, protected_pattern, protected_rule_at, protected_first,
                gone_audit FROM resource_state
            WHERE protected_first IS NOT NULL AND kind <> 'image' ORDER BY gone_audit IS NOT NULL, protected_first, id
            """
        ).compactMap { row in
            let address = Address(try row.value(0, as: ResourceKind.self), try row.text(1))
            let isFirst = addresses.insert(address).inserted
            guard isFirst || row.optionalInteger(7) == nil else { return nil }
            let stored = StoredRule(name: try row.text(3), pattern: row.optionalText(4), at: try row.text(5))
            // A rule of a later version still protects: forgetting it would not be safe.
            let rule = stored.deciding ?? DecidingRule(.protectedBefore, pattern: stored.name, origin: .observation)
            return Memory.Protected(address: address, id: try row.text(2), rule: rule, first: try row.time(6))
        }
    }

    /// The uses that each protected container had when it was last seen.
    private func uses() throws -> [Memory.Use] {
        try database.rows(
            """
            WITH newest AS (SELECT max(number) AS number FROM audits),
            users AS (
                SELECT name, max(coalesce(last_audit, (SELECT number FROM newest))) AS last FROM resource_state
                WHERE kind = 'container' AND name IN (
                    SELECT name FROM resource_state WHERE kind = 'container' AND protected_first IS NOT NULL)
                GROUP BY name
            )
            SELECT u.user_name, u.kind, u.resource_id, a.at FROM use_state u
            JOIN users ON users.name = u.user_name
                AND users.last = coalesce(u.last_audit, (SELECT number FROM newest))
            JOIN audits a ON a.number = users.last
            ORDER BY u.user_name, u.kind, u.resource_id
            """
        ).map { row in
            Memory.Use(
                user: Address(.container, try row.text(0)),
                kind: try row.value(1, as: ResourceKind.self),
                resourceID: try row.text(2),
                lastSeen: try row.time(3)
            )
        }
    }

    private func hasSeenExpected() throws -> Bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM resource_state WHERE kind = 'container' AND class = 'expected')"
        return try database.row(sql)?.integer(0) == 1
    }

    /// Anonymous volumes that are there and whose every recorded user is a container that we removed.
    private func anonymousOfDeleted() throws -> [String: Timestamp] {
        var times: [String: Timestamp] = [:]
        let rows = try database.rows(
            """
            SELECT u.resource_id, max(g.at) FROM use_state u
            JOIN resource_state v ON v.kind = 'volume' AND v.name = u.resource_id AND v.gone_audit IS NULL
            LEFT JOIN resource_state c ON c.kind = 'container' AND c.object_id = u.user_id AND c.gone_audit IS NOT NULL
            LEFT JOIN audits g ON g.number = c.gone_audit
            WHERE u.kind = 'volume' AND length(u.resource_id) = 64 AND u.resource_id NOT GLOB '*[^0-9a-f]*'
            GROUP BY u.resource_id
            HAVING count(*) = count(u.last_audit) AND count(*) = count(c.removed_by_run)
            """
        )
        for row in rows { times[try row.text(0)] = try row.time(1) }
        return times
    }

    /// The changing calls of actions that failed, or whose run never ended, by container; without containers that a
    /// later step of ours changed.
    private func leftHalfDone() throws -> [String: Set<StepOperation>] {
        let changing: [StepOperation] = [
            .stopContainer, .updateContainer, .renameContainer, .connectNetwork, .disconnectNetwork,
        ]
        let rows = try database.rows(
            """
            WITH ends AS (
                SELECT s.run_id, s.sequence, max(s.step) AS last, r.started_idx, r.ended_at FROM runs r
                JOIN steps s ON s.run_id = r.id WHERE r.kind = 'apply' AND r.outcome <> 'succeeded'
                GROUP BY s.run_id, s.sequence
            )
            SELECT s.object_id, s.operation FROM ends e
            JOIN steps l ON l.run_id = e.run_id AND l.sequence = e.sequence AND l.step = e.last
            JOIN steps s ON s.run_id = e.run_id AND s.sequence = e.sequence
            WHERE (e.ended_at IS NULL OR coalesce(l.outcome, 'unknown') NOT IN ('done', 'already', 'absent'))
                AND s.intent_idx IS NOT NULL AND coalesce(s.outcome, 'unknown') IN ('done', 'unknown')
                AND s.removes = 0 AND s.operation IN (\(changing.map { _ in "?" }.joined(separator: ", ")))
                AND NOT EXISTS (
                    SELECT 1 FROM runs q JOIN steps n ON n.run_id = q.id
                    WHERE q.started_idx > e.started_idx AND n.object_id = s.object_id AND n.outcome = 'done')
            """,
            StatementArguments(changing.map(\.rawValue))
        )
        return try rows.reduce(into: [:]) { left, row in
            left[try row.text(0), default: []].insert(try row.value(1, as: StepOperation.self))
        }
    }

    private func volumeTimes(_ column: String) throws -> [String: Timestamp] {
        var times: [String: Timestamp] = [:]
        let cursor = try database.rowCursor(
            """
            SELECT name, \(column) FROM resource_state
            WHERE gone_audit IS NULL AND kind = 'volume' AND \(column) IS NOT NULL
            """
        )
        while let row = try cursor.next() { times[try row.text(0)] = try row.time(1) }
        return times
    }

    private func releases() throws -> [String: Timestamp] {
        var times: [String: Timestamp] = [:]
        for row in try database.rows("SELECT pattern, first_seen FROM release_sightings") {
            times[try row.text(0)] = try row.time(1)
        }
        return times
    }

    private func byName(_ times: [Address: Timestamp]) -> [String: Timestamp] {
        Dictionary(times.map { ($0.key.name, $0.value) }, uniquingKeysWith: max)
    }
}

extension Ledger {
    /// What classification may use of the past. Where the ledger is open for writing, `release` entries without a date
    /// are remembered from now on.
    ///
    /// `at` is now: what was protected at the last observation counts as protected until then, as its end is not known.
    ///
    /// - Throws: `LedgerFault` where the database cannot be read, or not be written where it is open for writing.
    package func memory(releases: [Release], at: Timestamp) throws(LedgerFault) -> Memory {
        let undated = releases.filter { $0.until == nil }.map(\.address.pattern)
        switch mode {
        case .readWrite:
            return try write { database in
                let reader = MemoryReader(database: database, at: at)
                try reader.remember(releases: undated)
                return try reader.memory()
            }
        case .readOnly: return try read { try MemoryReader(database: $0, at: at).memory() }
        }
    }
}
