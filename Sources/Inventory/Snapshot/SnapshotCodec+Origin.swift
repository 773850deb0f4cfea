import Domain

extension SnapshotCodec {
    static func json(_ origin: RuleOrigin) -> JSON {
        switch origin {
        case .builtIn: ["kind": "built_in"]
        case .file(let position):
            [
                "kind": "file", "file": .string(position.file), "line": .number(position.line),
                "column": .number(position.column),
            ]
        case .label(let key): ["kind": "label", "label": .string(key)]
        case .memory(let since): ["kind": "memory", "since": .string(since.description)]
        case .observation: ["kind": "observation"]
        }
    }

    static func origin(_ json: JSON, at path: String) throws(SnapshotFault) -> RuleOrigin {
        switch json["kind"]?.string {
        case "built_in":
            _ = try StrictObject(json, at: path, keys: ["kind"])
            return .builtIn
        case "file": return .file(try position(json, at: path))
        case "label": return .label(try StrictObject(json, at: path, keys: ["kind", "label"]).string("label"))
        case "memory": return .memory(try StrictObject(json, at: path, keys: ["kind", "since"]).timestamp("since"))
        case "observation":
            _ = try StrictObject(json, at: path, keys: ["kind"])
            return .observation
        default: throw SnapshotFault(path: "\(path).kind", problem: "an unknown word")
        }
    }

    private static func position(_ json: JSON, at path: String) throws(SnapshotFault) -> SourcePosition {
        let object = try StrictObject(json, at: path, keys: ["kind", "file", "line", "column"])
        return SourcePosition(
            file: try object.string("file"),
            line: try object.integer("line"),
            column: try object.integer("column")
        )
    }
}
