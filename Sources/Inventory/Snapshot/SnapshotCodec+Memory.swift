import Domain
import JSON

extension SnapshotCodec {
    static func json(_ memory: Memory) -> JSON {
        [
            "present": .bool(memory.isPresent),
            "protected": .array(sorted(memory.protected).map(json)),
            "protected_uses": .array(sorted(memory.protectedUses).map(json)),
            "image_unused_since": json(memory.imageUnusedSince),
            "volume_unused_since": json(memory.volumeUnusedSince),
            "image_protected_until": json(memory.imageProtectedUntil),
            "volume_lost_user": json(memory.volumeLostUser),
            "release_first_seen": json(memory.releaseFirstSeen),
            "seen_expected": .bool(memory.hasSeenExpected),
            "anonymous_of_deleted": json(memory.anonymousOfDeleted),
            "gaps": .array(memory.gaps.map(json)),
            "left_half_done": json(memory.leftHalfDone),
        ]
    }

    static func memory(_ reader: JSONReader) throws(JSONShapeFault) -> Memory {
        let keys = [
            "present", "protected", "protected_uses", "image_unused_since", "volume_unused_since",
            "image_protected_until", "volume_lost_user", "release_first_seen", "seen_expected", "anonymous_of_deleted",
        ]
        let object = try reader.object(keys, later: ["gaps", "left_half_done"])
        return Memory(
            isPresent: try object["present"].bool(),
            protected: sorted(try object["protected"].list(protected)),
            protectedUses: sorted(try object["protected_uses"].list(use)),
            imageUnusedSince: try object["image_unused_since"].times(),
            volumeUnusedSince: try object["volume_unused_since"].times(),
            imageProtectedUntil: try object["image_protected_until"].times(),
            volumeLostUser: try object["volume_lost_user"].times(),
            releaseFirstSeen: try object["release_first_seen"].times(),
            hasSeenExpected: try object["seen_expected"].bool(),
            anonymousOfDeleted: try object["anonymous_of_deleted"].times(),
            leftHalfDone: try object["left_half_done"].optional(operations) ?? [:],
            gaps: try object["gaps"].optional(gaps) ?? []
        )
    }

    private static func json(_ gap: ObservationGap) -> JSON {
        ["from": .string(gap.from.description), "to": .string(gap.to.description)]
    }

    private static func gaps(_ reader: JSONReader) throws(JSONShapeFault) -> [ObservationGap] { try reader.list(gap) }

    private static func gap(_ reader: JSONReader) throws(JSONShapeFault) -> ObservationGap {
        let object = try reader.object(["from", "to"])
        return ObservationGap(from: try object["from"].timestamp(), to: try object["to"].timestamp())
    }

    private static func json(_ left: [String: Set<StepOperation>]) -> JSON {
        let sorted = left.sorted { $0.key.precedesInBytes($1.key) }
        return .object(
            sorted.map { JSON.Member($0.key, .array($0.value.map(\.rawValue).sortedByBytes().map(JSON.string))) }
        )
    }

    private static func operations(_ reader: JSONReader) throws(JSONShapeFault) -> [String: Set<StepOperation>] {
        let object = try ObjectReader(reader)
        try object.refuseDuplicates()
        var left: [String: Set<StepOperation>] = [:]
        for (id, value) in zip(object.keys, object.values) {
            let operations: [StepOperation] = try value.list { (name) throws(JSONShapeFault) in try name.word() }
            guard !operations.isEmpty else { throw value.wrongType("a list of at least one call") }
            left[id] = Set(operations)
        }
        return left
    }

    private static func json(_ times: [String: Timestamp]) -> JSON {
        let sorted = times.sorted { $0.key.precedesInBytes($1.key) }
        return .object(sorted.map { JSON.Member($0.key, .string($0.value.description)) })
    }
}

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

    static func origin(_ reader: JSONReader) throws(JSONShapeFault) -> RuleOrigin {
        switch try ObjectReader(reader).member("kind").string() {
        case "built_in":
            _ = try reader.object(["kind"])
            return .builtIn
        case "file": return .file(try position(reader))
        case "label": return .label(try reader.object(["kind", "label"])["label"].string())
        case "memory": return .memory(try reader.object(["kind", "since"])["since"].timestamp())
        case "observation":
            _ = try reader.object(["kind"])
            return .observation
        default: throw try ObjectReader(reader)["kind"].wrongType("a kind of origin")
        }
    }

    private static func position(_ reader: JSONReader) throws(JSONShapeFault) -> SourcePosition {
        let object = try reader.object(["kind", "file", "line", "column"])
        return SourcePosition(
            file: try object["file"].string(),
            line: try object["line"].integer(from: JSONReader.lowestInteger),
            column: try object["column"].integer(from: JSONReader.lowestInteger)
        )
    }
}

extension SnapshotCodec {
    static func json(_ entry: Memory.Protected) -> JSON {
        [
            "address": .string(entry.address.description), "id": .string(entry.id), "rule": json(entry.rule),
            "first": .string(entry.first.description),
        ]
    }

    static func protected(_ reader: JSONReader) throws(JSONShapeFault) -> Memory.Protected {
        let object = try reader.object(["address", "id", "rule", "first"])
        return Memory.Protected(
            address: try object["address"].address(),
            id: try object["id"].string(),
            rule: try decidingRule(object["rule"]),
            first: try object["first"].timestamp()
        )
    }

    static func json(_ use: Memory.Use) -> JSON {
        [
            "user": .string(use.user.description), "kind": .string(use.kind.rawValue),
            "resource_id": .string(use.resourceID), "last_seen": .string(use.lastSeen.description),
        ]
    }

    static func use(_ reader: JSONReader) throws(JSONShapeFault) -> Memory.Use {
        let object = try reader.object(["user", "kind", "resource_id", "last_seen"])
        return Memory.Use(
            user: try object["user"].address(),
            kind: try object["kind"].word(),
            resourceID: try object["resource_id"].string(),
            lastSeen: try object["last_seen"].timestamp()
        )
    }

    static func sorted(_ entries: [Memory.Protected]) -> [Memory.Protected] {
        entries.sorted {
            ($0.address, $0.id, $0.first, $0.rule.name.rawValue) < ($1.address, $1.id, $1.first, $1.rule.name.rawValue)
        }
    }

    static func sorted(_ uses: [Memory.Use]) -> [Memory.Use] {
        uses.sorted { ($0.user, $0.kind, $0.resourceID, $0.lastSeen) < ($1.user, $1.kind, $1.resourceID, $1.lastSeen) }
    }
}

extension SnapshotCodec {
    static func json(_ rule: ProtectionRule) -> JSON {
        [
            "name": .string(rule.name.rawValue),
            "pattern": .string(rule.pattern.pattern),
            "scope": .string(rule.scope.rawValue),
            "origin": json(rule.origin),
        ]
    }

    static func guardRule(_ reader: JSONReader) throws(JSONShapeFault) -> ProtectionRule {
        let object = try reader.object(["name", "pattern", "scope", "origin"])
        return ProtectionRule(
            name: try object["name"].word(),
            pattern: Glob(try object["pattern"].string()),
            scope: try object["scope"].word(),
            origin: try origin(object["origin"])
        )
    }

    /// In the order of their places in the file, because the first that matches is reported.
    static func sorted(_ rules: [ProtectionRule]) -> [ProtectionRule] {
        rules.map { (key: sortKey($0), rule: $0) }.sorted { $0.key < $1.key }.map(\.rule)
    }

    static func json(_ rule: DecidingRule) -> JSON {
        ["name": .string(rule.name.rawValue), "pattern": .optional(rule.pattern), "origin": json(rule.origin)]
    }

    static func decidingRule(_ reader: JSONReader) throws(JSONShapeFault) -> DecidingRule {
        let object = try reader.object(["name", "pattern", "origin"])
        return DecidingRule(
            try object["name"].word(),
            pattern: try object["pattern"].optionalString(),
            origin: try origin(object["origin"])
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
