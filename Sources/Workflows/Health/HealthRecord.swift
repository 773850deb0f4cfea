internal import Domain
internal import Ledger
internal import Reports

/// The last health result as the ledger keeps it for audits to repeat.
enum HealthRecord {
    private static let key = "health.last"

    static func store(_ results: [HealthResult], in ledger: Ledger, at now: Timestamp) throws {
        guard !results.isEmpty else { return }
        let checks = results.map { result -> JSON in
            [
                "name": .string(result.name), "kind": .string(result.kind), "ok": .bool(result.isHealthy),
                "expected": .string(result.expected), "observed": .string(result.observed),
                "ms": .number(result.milliseconds),
            ]
        }
        let record: JSON = ["at": .string(now.description), "checks": .array(checks)]
        try LedgerFailure.guarded { try ledger.setMeta(key, record.text(.compact), at: now) }
    }

    static func last(in ledger: Ledger) throws -> HealthStanding? {
        guard let text = try LedgerFailure.guarded({ try ledger.meta(key) }) else { return nil }
        let record = try JSON.parse(Array(text.utf8))
        guard let at = record["at"]?.string.flatMap({ Timestamp(parsing: $0) }) else { return nil }
        return HealthStanding(at: at, results: (record["checks"]?.array ?? []).compactMap(result))
    }

    private static func result(_ json: JSON) -> HealthResult? {
        guard let name = json["name"]?.string, let isHealthy = json["ok"]?.bool else { return nil }
        return HealthResult(
            name: name,
            kind: json["kind"]?.string ?? "",
            isHealthy: isHealthy,
            expected: json["expected"]?.string ?? "",
            observed: json["observed"]?.string ?? "",
            milliseconds: Int(json["ms"]?.integer ?? 0)
        )
    }
}
