package import Domain

/// `history actions`: what was changed, why, on whose plan, and how it ended.
package struct ActionHistory: Sendable {
    package let actions: [ActionRecord]

    package init(actions: [ActionRecord]) { self.actions = actions }

    package var summary: String { counted(actions.count, "action") + "." }

    /// The envelope's `data`.
    package var data: JSON { ["actions": .array(actions.map(\.json))] }

    package var csv: String {
        let header = [
            "run_id", "seq", "address", "id", "action", "reason", "rule", "pattern", "rule_at", "outcome", "detail",
            "at", "digest", "principal",
        ]
        return CSV(header: header, rows: actions.map(\.record)).text
    }

    package func text(_ styling: Styling) -> String {
        actions.isEmpty ? "No action is on record.\n" : table(styling).joinedLines
    }

    func table(_ styling: Styling) -> [String] {
        let columns: [TextTable.Column] = [
            .init("At"), .init(), .init("Resource", .cut), .init("Outcome"), .init("Rule"),
        ]
        let rows = actions.map { action in
            TextTable.Row(
                [
                    .init(action.at.description), .init(action.action.symbol(styling), action.action.tint),
                    .init(action.address.printed),
                    .init(action.outcome.rawValue, action.outcome.isSuccess ? nil : .error),
                    .init(action.rule.name.rawValue),
                ],
                notes: ActionHistory.notes(action)
            )
        }
        return TextTable(columns, rows: rows).lines(styling)
    }

    private static func notes(_ action: ActionRecord) -> [String] {
        action.detail.isEmpty ? [] : [escapedForTerminal(action.detail)]
    }
}

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
