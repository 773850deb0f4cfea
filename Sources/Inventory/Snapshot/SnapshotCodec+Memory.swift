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
        ]
    }

    static func memory(_ json: JSON, at path: String) throws(SnapshotFault) -> Memory {
        let keys = [
            "present", "protected", "protected_uses", "image_unused_since", "volume_unused_since",
            "image_protected_until", "volume_lost_user", "release_first_seen", "seen_expected", "anonymous_of_deleted",
        ]
        let object = try StrictObject(json, at: path, keys: keys, later: ["gaps"])
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

    private static func json(_ times: [String: Timestamp]) -> JSON {
        let sorted = times.sorted { $0.key.precedesInBytes($1.key) }
        return .object(sorted.map { JSON.Member($0.key, .string($0.value.description)) })
    }
}
