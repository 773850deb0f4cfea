import Domain

extension Action.Rule {
    var json: JSON { ["name": .string(name.rawValue), "pattern": .optional(pattern), "at": .string(at)] }

    init(_ reader: JSONReader) throws(PlanFileFault) {
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

    init(_ reader: JSONReader) throws(PlanFileFault) {
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

    init(_ reader: JSONReader) throws(PlanFileFault) {
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

    init(_ reader: JSONReader) throws(PlanFileFault) {
        let impact = try reader.object(["downtime", "data_loss", "reversible", "backup"])
        self.init(
            downtime: try impact["downtime"].bool(),
            dataLoss: try impact["data_loss"].word(),
            reversible: try impact["reversible"].bool(),
            backup: try impact["backup"].word()
        )
    }
}
