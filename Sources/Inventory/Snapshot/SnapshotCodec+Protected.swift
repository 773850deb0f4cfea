import Domain

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
