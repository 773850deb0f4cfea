// The one JSON form of small values, in everything that we write: plans, receipts, log entries, reports.

extension EngineIdentity {
    package var json: JSON { ["id": .string(id), "name": .string(name)] }
}

extension ClassCounts {
    /// `{container: {expected, extra_safe_delete, protected, unknown}, image: …, network: …, volume: …}`: every kind
    /// with every class, zeros included.
    package var json: JSON {
        .object(ResourceKind.allCases.map { kind in JSON.Member(kind.rawValue, json(of: kind)) })
    }

    private func json(of kind: ResourceKind) -> JSON {
        .object(ResourceClass.allCases.map { JSON.Member($0.rawValue, .number(self[kind, $0])) })
    }
}

extension DecidingRule {
    package var json: JSON {
        ["name": .string(name.rawValue), "pattern": .optional(pattern), "at": .string(origin.description)]
    }
}

extension HealthResult {
    package var json: JSON {
        [
            "name": .string(name),
            "kind": .string(kind),
            "ok": .bool(isHealthy),
            "expected": .string(expected),
            "observed": .string(observed),
            "ms": .number(milliseconds),
        ]
    }

    /// What ``json`` wrote; `nil` for another shape.
    package init?(_ json: JSON) {
        guard let name = json["name"]?.string, let isHealthy = json["ok"]?.bool else { return nil }
        self.init(
            name: name,
            kind: json["kind"]?.string ?? "",
            isHealthy: isHealthy,
            expected: json["expected"]?.string ?? "",
            observed: json["observed"]?.string ?? "",
            milliseconds: Int(json["ms"]?.integer ?? 0)
        )
    }
}
