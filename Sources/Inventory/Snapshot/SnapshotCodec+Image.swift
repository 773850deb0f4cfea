import Domain

extension SnapshotCodec {
    static func json(_ image: ObservedImage) -> JSON {
        [
            "id": .string(image.id),
            "tags": .strings(image.tags.sortedByBytes()),
            "digests": .strings(image.digests.sortedByBytes()),
            "parent_id": .string(image.parentID),
            "labels": json(image.labels),
            "defaults": image.defaults.map(json) ?? .null,
            "last_tagged": .optional(image.lastTagged?.description),
        ]
    }

    static func image(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedImage {
        let object = try StrictObject(
            json,
            at: path,
            keys: ["id", "tags", "digests", "parent_id", "labels", "defaults"],
            later: ["last_tagged"]
        )
        let isDescribed = object.value("defaults") != .null
        return ObservedImage(
            id: try object.string("id"),
            tags: try object.strings("tags"),
            digests: try object.strings("digests"),
            parentID: try object.string("parent_id"),
            labels: try labels(object.value("labels"), at: object.name("labels")),
            defaults: isDescribed ? try attributes(object.value("defaults"), at: object.name("defaults")) : nil,
            lastTagged: try object.optionalTimestamp("last_tagged")
        )
    }
}
