import Domain
import JSON

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
            "findings": .array(findings.map(\.json)),
        ]
    }

    /// Reads the action that must have the number `sequence`.
    init(_ reader: JSONReader, sequence: Int) throws(JSONShapeFault) {
        let action = try reader.object([
            "seq", "address", "action", "reason", "class", "rule", "age", "steps", "depends_on", "changes",
            "precondition", "impact", "findings",
        ])
        guard try action["seq"].integer() == sequence else {
            throw action["seq"].wrongType("\(sequence): the actions are numbered from 1 without gaps")
        }
        self.init(
            address: try action["address"].address(),
            kind: try action["action"].word(),
            reason: try action["reason"].word(),
            class: try action["class"].word(),
            rule: try Rule(action["rule"]),
            age: try action["age"].optional(Age.init),
            steps: try action["steps"].list(Step.init),
            dependsOn: try action["depends_on"].list { (element) throws(JSONShapeFault) in try element.address() },
            changes: try action["changes"].list(AttributeChange.init),
            precondition: try Precondition(action["precondition"]),
            impact: try Impact(action["impact"]),
            findings: try action["findings"].list(Finding.init)
        )
    }
}

extension Action.Rule {
    var json: JSON { ["name": .string(name.rawValue), "pattern": .optional(pattern), "at": .string(at)] }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let rule = try reader.object(["name", "pattern", "at"])
        self.init(
            name: try rule["name"].word(),
            pattern: try rule["pattern"].optionalString(),
            at: try rule["at"].string()
        )
    }
}

extension Action.Age {
    var json: JSON {
        ["first_unused": .string(firstUnused.description), "threshold_days": .number(thresholdDays)]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let age = try reader.object(["first_unused", "threshold_days"])
        self.init(
            firstUnused: try age["first_unused"].timestamp(),
            thresholdDays: try age["threshold_days"].integer()
        )
    }
}

extension Action.AttributeChange {
    var json: JSON {
        [
            "attribute": .string(attribute.description),
            "before": .optional(before),
            "after": .optional(after),
            "effect": .string(effect.rawValue),
            "cause": .string(cause.rawValue),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let change = try reader.object(["attribute", "before", "after", "effect", "cause"])
        self.init(
            attribute: try change["attribute"].attribute(),
            before: try change["before"].optionalString(),
            after: try change["after"].optionalString(),
            effect: try change["effect"].word(),
            cause: try change["cause"].word()
        )
    }
}

extension Impact {
    var json: JSON {
        [
            "downtime": .bool(downtime),
            "data_loss": .string(dataLoss.rawValue),
            "reversible": .bool(reversible),
            "backup": .string(backup.rawValue),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let impact = try reader.object(["downtime", "data_loss", "reversible", "backup"])
        self.init(
            downtime: try impact["downtime"].bool(),
            dataLoss: try impact["data_loss"].word(),
            reversible: try impact["reversible"].bool(),
            backup: try impact["backup"].word()
        )
    }
}

extension Action.Finding {
    var json: JSON {
        [
            "finding": .string(name.rawValue),
            "attribute": .optional(attribute?.description),
            "detail": .string(detail),
            "at": .optional(at),
            "allowed": .optional(allowed),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let finding = try reader.object(["finding", "attribute", "detail", "at", "allowed"])
        self.init(
            try finding["finding"].word(),
            try finding["attribute"].optional { (key) throws(JSONShapeFault) in try key.attribute() },
            try finding["detail"].string(),
            at: try finding["at"].optionalString(),
            allowed: try finding["allowed"].optionalString()
        )
    }
}
