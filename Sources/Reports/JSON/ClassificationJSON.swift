package import Domain

extension ClassCounts {
    /// `{container: {expected, extra_safe_delete, protected, unknown}, image: …, network: …, volume: …}`.
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

extension ClassifiedResource {
    /// The shape of an entry of an audit's `resources`.
    package var json: JSON {
        [
            "address": .string(address.description),
            "kind": .string(address.kind.rawValue),
            "id": .string(id),
            "class": .string(`class`.rawValue),
            "notes": .strings(notes.map(\.rawValue)),
            "rule": rule.json,
            "used_by": .strings(usedBy.map(\.user.description)),
        ]
    }
}

extension HealthResult {
    /// The shape of an entry of `checks`.
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
}

extension Refusal.Moved {
    /// The shape of an entry of `moved`.
    package var json: JSON {
        [
            "address": .string(address.description),
            "field": .string(field),
            "planned": .string(planned),
            "observed": .string(observed),
        ]
    }
}

extension EngineIdentity {
    package var json: JSON { ["id": .string(id), "name": .string(name)] }
}
