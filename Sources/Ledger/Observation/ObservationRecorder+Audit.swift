import Domain
import GRDB

extension ObservationRecorder {
    /// Writes the look's log entry and its counts.
    func storeAudit(_ look: Look) throws {
        let counts = observation.counts
        let entry = LogEntry(kind: .auditRecorded, run: run, at: at, what: what(look, counts))
        let index = try LogStore(database: database).append(entry)
        let engine = observation.host.engine
        try database.run(
            """
            INSERT INTO audits(number, run_id, kind, at, engine_id, engine_name, missing, log_idx)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                look.number, run, kind.rawValue, at.secondsSince1970, engine.id, engine.name,
                observation.missing.count, index,
            ]
        )
        for kind in ResourceKind.allCases {
            try database.run(
                """
                INSERT INTO audit_counts(audit, kind, expected, extra_safe_delete, protected, unknown)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    look.number, kind.rawValue, counts[kind, .expected], counts[kind, .extraSafeDelete],
                    counts[kind, .protected], counts[kind, .unknown],
                ]
            )
        }
    }

    /// Every protected address stands in the log with its ID and rule: the log alone shows what was there to keep.
    private func what(_ look: Look, _ counts: ClassCounts) -> JSON {
        let protected = observation.resources.filter { $0.class == .protected }.map { resource -> JSON in
            [
                "address": .string(resource.address.description), "id": .string(resource.id),
                "rule": .string(resource.rule.name.rawValue),
            ]
        }
        return [
            "audit": .number(look.number), "counts": .counts(counts), "engine": .engine(observation.host.engine),
            "for": .string(kind.rawValue), "missing": .strings(observation.missing.map(\.description)),
            "observed_at": .string(observation.host.observedAt.description), "protected": .array(protected),
        ]
    }
}
