package import Domain

extension ActionRecord {
    /// The shape of an entry of `actions`.
    package var json: JSON {
        [
            "run_id": .string(runID),
            "seq": .number(sequence),
            "address": .string(address.description),
            "id": .string(objectID),
            "action": .string(action.rawValue),
            "reason": .string(reason.rawValue),
            "rule": [
                "name": .string(rule.name.rawValue), "pattern": .optional(rule.pattern), "at": .string(rule.at),
            ],
            "outcome": .string(outcome.rawValue),
            "detail": .string(detail),
            "at": .string(at.description),
            "digest": .string(planDigest),
            "principal": .optional(principal),
        ]
    }

    var record: [String] {
        [
            runID, String(sequence), address.description, objectID, action.rawValue, reason.rawValue,
            rule.name.rawValue, rule.pattern ?? "", rule.at, outcome.rawValue, detail, at.description, planDigest,
            principal ?? "",
        ]
    }
}
