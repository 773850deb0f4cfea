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
