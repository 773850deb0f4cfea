import Domain

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

    static func memory(_ json: JSON, at path: String) throws(SnapshotFault) -> Memory {
        let keys = [
            "present", "protected", "protected_uses", "image_unused_since", "volume_unused_since",
            "image_protected_until", "volume_lost_user", "release_first_seen", "seen_expected", "anonymous_of_deleted",
        ]
        let object = try StrictObject(json, at: path, keys: keys, later: ["gaps", "left_half_done"])
        return Memory(
            isPresent: try object.flag("present"),
            protected: sorted(try object.list("protected", protected)),
            protectedUses: sorted(try object.list("protected_uses", use)),
            imageUnusedSince: try object.times("image_unused_since"),
            volumeUnusedSince: try object.times("volume_unused_since"),
            imageProtectedUntil: try object.times("image_protected_until"),
            volumeLostUser: try object.times("volume_lost_user"),
            releaseFirstSeen: try object.times("release_first_seen"),
            hasSeenExpected: try object.flag("seen_expected"),
            anonymousOfDeleted: try object.times("anonymous_of_deleted"),
            leftHalfDone: try operations(object.value("left_half_done"), at: "\(path).left_half_done"),
            gaps: try object.list("gaps", gap)
        )
    }

    private static func json(_ gap: LookGap) -> JSON {
        ["from": .string(gap.from.description), "to": .string(gap.to.description)]
    }

    private static func gap(_ json: JSON, at path: String) throws(SnapshotFault) -> LookGap {
        let object = try StrictObject(json, at: path, keys: ["from", "to"])
        return LookGap(from: try object.timestamp("from"), to: try object.timestamp("to"))
    }

    private static func json(_ left: [String: Set<StepOperation>]) -> JSON {
        let sorted = left.sorted { $0.key.precedesInBytes($1.key) }
        return .object(
            sorted.map { JSON.Member($0.key, .array($0.value.map(\.rawValue).sortedByBytes().map(JSON.string))) }
        )
    }

    private static func operations(
        _ json: JSON,
        at path: String
    ) throws(SnapshotFault) -> [String: Set<StepOperation>] {
        var left: [String: Set<StepOperation>] = [:]
        for member in json.members ?? [] {
            let names = (member.value.array ?? []).map { $0.string ?? "" }
            let operations = names.compactMap(StepOperation.init)
            guard !operations.isEmpty, operations.count == names.count else {
                throw SnapshotFault(path: path, problem: "the names of calls are expected")
            }
            left[member.key] = Set(operations)
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

extension SnapshotCodec {
    static func json(_ entry: Memory.Protected) -> JSON {
        [
            "address": .string(entry.address.description), "id": .string(entry.id), "rule": json(entry.rule),
            "first": .string(entry.first.description),
        ]
    }

    static func protected(_ json: JSON, at path: String) throws(SnapshotFault) -> Memory.Protected {
        let object = try StrictObject(json, at: path, keys: ["address", "id", "rule", "first"])
        return Memory.Protected(
            address: try object.address("address"),
            id: try object.string("id"),
            rule: try decidingRule(object.value("rule"), at: object.name("rule")),
            first: try object.timestamp("first")
        )
    }

    static func json(_ use: Memory.Use) -> JSON {
        [
            "user": .string(use.user.description), "kind": .string(use.kind.rawValue),
            "resource_id": .string(use.resourceID), "last_seen": .string(use.lastSeen.description),
        ]
    }

    static func use(_ json: JSON, at path: String) throws(SnapshotFault) -> Memory.Use {
        let object = try StrictObject(json, at: path, keys: ["user", "kind", "resource_id", "last_seen"])
        return Memory.Use(
            user: try object.address("user"),
            kind: try object.word("kind"),
            resourceID: try object.string("resource_id"),
            lastSeen: try object.timestamp("last_seen")
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
