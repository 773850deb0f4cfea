package import Domain

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
