import Domain

extension SnapshotCodec {
    static func json(_ volume: ObservedVolume) -> JSON {
        [
            "name": .string(volume.name),
            "driver": .string(volume.driver),
            "option_names": .strings(volume.optionNames.sortedByBytes()),
            "labels": json(volume.labels),
            "configuration_digest": .string(volume.configurationDigest),
            "mountpoint_identity": .optional(volume.mountpointIdentity),
            "attributes": json(volume.attributes),
            "lies_in": .strings(volume.liesIn.sortedByBytes()),
            "last_changed": .optional(volume.lastChanged?.description),
        ]
    }

    static func volume(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedVolume {
        let keys = [
            "name", "driver", "option_names", "labels", "configuration_digest", "mountpoint_identity", "attributes",
        ]
        let object = try StrictObject(json, at: path, keys: keys, later: ["lies_in", "last_changed"])
        return ObservedVolume(
            name: try object.string("name"),
            driver: try object.string("driver"),
            optionNames: try object.strings("option_names"),
            labels: try labels(object.value("labels"), at: object.name("labels")),
            configurationDigest: try object.string("configuration_digest"),
            mountpointIdentity: try object.optionalString("mountpoint_identity"),
            attributes: try attributes(object.value("attributes"), at: object.name("attributes")),
            liesIn: try object.strings("lies_in"),
            lastChanged: try object.optionalTimestamp("last_changed")
        )
    }
}
