import Domain
import JSON

extension Plan {
    /// The `plan` member of a plan file.
    var json: JSON {
        [
            "environment": .string(environment),
            "engine": engine.json,
            "ssot": ssot.json,
            "stack": .array(stack.map(\.json)),
            "mode": .string(mode.rawValue),
            "applyable": .bool(applyable),
            "complete": .bool(complete),
            "omissions": .array(omissions.map(\.json)),
            "digest_key_id": .string(digestKeyID),
            "variables": .strings(variables),
            "limits": limits.json,
            "actions": actionsJSON,
        ]
    }

    var actionsJSON: JSON { .array(actions.enumerated().map { $1.json(sequence: $0 + 1) }) }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let plan = try reader.object([
            "environment", "engine", "ssot", "stack", "mode", "applyable", "complete", "omissions", "digest_key_id",
            "variables", "limits", "actions",
        ])
        self.init(
            environment: try plan["environment"].environmentName(),
            engine: try EngineIdentity(plan["engine"]),
            ssot: try PinnedFile(plan["ssot"]),
            stack: try plan["stack"].list(PinnedFile.init),
            mode: try plan["mode"].word(),
            applyable: try plan["applyable"].bool(),
            complete: try plan["complete"].bool(),
            omissions: try plan["omissions"].list(Omission.init),
            digestKeyID: try plan["digest_key_id"].string(),
            variables: try plan["variables"].list { (name) throws(JSONShapeFault) in try name.name() },
            limits: try Limits(plan["limits"]),
            actions: try plan["actions"].list(numbered: Action.init)
        )
    }
}

extension Omission {
    var json: JSON {
        [
            "address": .optional(address?.description),
            "code": .string(code.rawValue),
            "detail": .string(detail),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let omission = try reader.object(["address", "code", "detail"])
        self.init(
            try omission["address"].optional { (address) throws(JSONShapeFault) in try address.address() },
            try omission["code"].word(),
            try omission["detail"].string()
        )
    }
}

extension Plan.PinnedFile {
    var json: JSON { ["path": .string(path), "sha256": .string(sha256)] }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let file = try reader.object(["path", "sha256"])
        self.init(path: try file["path"].name(), sha256: try file["sha256"].name())
    }
}

extension EngineIdentity {
    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let engine = try reader.object(["id", "name"])
        self.init(id: try engine["id"].name(), name: try engine["name"].string())
    }
}

extension Limits {
    /// Without the positions in the SSOT: a line added above them would change the plan.
    var json: JSON {
        ["max_deletes": .number(maxDeletes), "max_delete_percent": .number(maxDeletePercent)]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let limits = try reader.object(["max_deletes", "max_delete_percent"])
        self.init(
            maxDeletes: try limits["max_deletes"].integer(),
            maxDeletePercent: try limits["max_delete_percent"].integer()
        )
    }
}
