import Domain

extension Action {
    /// The action with its number in the plan, from 1.
    func json(sequence: Int) -> JSON {
        [
            "seq": .number(sequence),
            "address": .string(address.description),
            "action": .string(kind.rawValue),
            "reason": .string(reason.rawValue),
            "class": .string(`class`.rawValue),
            "rule": rule.json,
            "age": age?.json ?? .null,
            "steps": .array(steps.map(\.json)),
            "depends_on": .strings(dependsOn.map(\.description)),
            "changes": .array(changes.map(\.json)),
            "precondition": precondition.json,
            "impact": impact.json,
        ]
    }

    /// Reads the action that must have the number `sequence`.
    init(_ reader: JSONReader, sequence: Int) throws(PlanFileFault) {
        let action = try reader.object([
            "seq", "address", "action", "reason", "class", "rule", "age", "steps", "depends_on", "changes",
            "precondition", "impact",
        ])
        guard try action["seq"].integer() == sequence else {
            throw .inconsistent(path: try action["seq"].path, problem: "the actions are numbered from 1 without gaps")
        }
        self.init(
            address: try action["address"].address(),
            kind: try action["action"].word(),
            reason: try action["reason"].word(),
            class: try action["class"].word(),
            rule: try Rule(action["rule"]),
            age: try action["age"].optional(Age.init),
            steps: try action["steps"].list(Step.init),
            dependsOn: try action["depends_on"].list { (element) throws(PlanFileFault) in try element.address() },
            changes: try action["changes"].list(AttributeChange.init),
            precondition: try Precondition(action["precondition"]),
            impact: try Impact(action["impact"])
        )
    }
}
