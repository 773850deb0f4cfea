import Domain

extension SnapshotCodec {
    static func json(_ rule: ProtectionRule) -> JSON {
        [
            "name": .string(rule.name.rawValue),
            "pattern": .string(rule.pattern.pattern),
            "scope": .string(rule.scope.rawValue),
            "origin": json(rule.origin),
        ]
    }

    static func guardRule(_ json: JSON, at path: String) throws(SnapshotFault) -> ProtectionRule {
        let object = try StrictObject(json, at: path, keys: ["name", "pattern", "scope", "origin"])
        return ProtectionRule(
            name: try object.word("name"),
            pattern: Glob(try object.string("pattern")),
            scope: try object.word("scope"),
            origin: try origin(object.value("origin"), at: object.name("origin"))
        )
    }

    /// In the order of their places in the file, because the first that matches is the one that is told.
    static func sorted(_ rules: [ProtectionRule]) -> [ProtectionRule] {
        rules.map { (key: sortKey($0), rule: $0) }.sorted { $0.key < $1.key }.map(\.rule)
    }

    static func json(_ rule: DecidingRule) -> JSON {
        ["name": .string(rule.name.rawValue), "pattern": .optional(rule.pattern), "origin": json(rule.origin)]
    }

    static func decidingRule(_ json: JSON, at path: String) throws(SnapshotFault) -> DecidingRule {
        let object = try StrictObject(json, at: path, keys: ["name", "pattern", "origin"])
        return DecidingRule(
            try object.word("name"),
            pattern: try object.optionalString("pattern"),
            origin: try origin(object.value("origin"), at: object.name("origin"))
        )
    }

    private static func sortKey(_ rule: ProtectionRule) -> Address {
        var place = "0"
        if case .file(let position) = rule.origin {
            place = "1\0\(position.file)\0\(padded(position.line))\0\(padded(position.column))"
        }
        return Address(.container, "\(place)\0\(rule.scope.rawValue)\0\(rule.pattern)\0\(rule.origin)")
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits
    }
}
