import Domain

extension SnapshotCodec {
    static func json(_ container: ObservedContainer) -> JSON {
        [
            "id": .string(container.id),
            "names": .strings(container.names),
            "image_id": .string(container.imageID),
            "image_reference": .string(container.imageReference),
            "state": .string(container.state.rawValue),
            "labels": json(container.labels),
            "mounts": .array(container.mounts.sorted().map(json)),
            "image_mounts": .strings(container.imageMounts.sortedByBytes()),
            "binds_all_volumes": .bool(container.bindsAllVolumes),
            "networks": .array(container.networks.sorted().map(json)),
            "network_mode": .string(container.networkMode),
            "detail": container.detail.map(json) ?? .null,
        ]
    }

    static func container(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedContainer {
        let keys = [
            "id", "names", "image_id", "image_reference", "state", "labels", "mounts", "networks",
            "network_mode", "detail",
        ]
        let later = ["image_mounts", "binds_all_volumes"]
        let object = try StrictObject(json, at: path, keys: keys, later: later)
        let hasDetail = object.value("detail") != .null
        return ObservedContainer(
            id: try object.string("id"),
            names: try object.strings("names"),
            imageID: try object.string("image_id"),
            imageReference: try object.string("image_reference"),
            state: try object.word("state"),
            labels: try labels(object.value("labels"), at: object.name("labels")),
            mounts: try object.list("mounts", mount).sorted(),
            imageMounts: try object.strings("image_mounts"),
            bindsAllVolumes: try object.flag("binds_all_volumes"),
            networks: try object.list("networks", attachment).sorted(),
            networkMode: try object.string("network_mode"),
            detail: hasDetail ? try detail(object.value("detail"), at: object.name("detail")) : nil
        )
    }

    private static func json(_ mount: ObservedContainer.Mount) -> JSON {
        [
            "type": .string(mount.type), "volume": .optional(mount.volume), "destination": .string(mount.destination),
        ]
    }

    private static func mount(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedContainer.Mount {
        let object = try StrictObject(json, at: path, keys: ["type", "volume", "destination"])
        return ObservedContainer.Mount(
            type: try object.string("type"),
            volume: try object.optionalString("volume"),
            destination: try object.string("destination")
        )
    }

    private static func json(_ attachment: ObservedContainer.Attachment) -> JSON {
        ["name": .string(attachment.name), "network_id": .string(attachment.networkID)]
    }

    private static func attachment(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedContainer.Attachment
    {
        let object = try StrictObject(json, at: path, keys: ["name", "network_id"])
        return ObservedContainer.Attachment(name: try object.string("name"), networkID: try object.string("network_id"))
    }

    private static func json(_ detail: ObservedContainer.Detail) -> JSON {
        [
            "auto_remove": .bool(detail.autoRemove),
            "stop_timeout": .optional(detail.stopTimeout),
            "namespace_owners": .strings(detail.namespaceOwners.sortedByBytes()),
            "volumes_from": .strings(detail.volumesFrom.sortedByBytes()),
            "configuration_digest": .string(detail.configurationDigest),
            "attributes": json(detail.attributes),
            "exit_code": .number(detail.exitCode),
            "health": .optional(detail.health),
        ]
    }

    private static func detail(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedContainer.Detail {
        let keys = [
            "auto_remove", "stop_timeout", "namespace_owners", "configuration_digest", "attributes",
            "exit_code", "health",
        ]
        let object = try StrictObject(json, at: path, keys: keys, later: ["volumes_from"])
        return ObservedContainer.Detail(
            autoRemove: try object.flag("auto_remove"),
            stopTimeout: try object.optionalInteger("stop_timeout"),
            namespaceOwners: try object.strings("namespace_owners"),
            volumesFrom: try object.strings("volumes_from"),
            configurationDigest: try object.string("configuration_digest"),
            attributes: try attributes(object.value("attributes"), at: object.name("attributes")),
            exitCode: try object.integer("exit_code"),
            health: try object.optionalString("health")
        )
    }
}

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

extension SnapshotCodec {
    static func json(_ network: ObservedNetwork) -> JSON {
        [
            "id": .string(network.id),
            "name": .string(network.name),
            "driver": .string(network.driver),
            "scope": .string(network.scope),
            "ingress": .bool(network.isIngress),
            "labels": json(network.labels),
            "configuration_digest": .string(network.configurationDigest),
            "attributes": json(network.attributes),
            "config_from": .optional(network.configFrom),
            "parent": .optional(network.parent),
            "bridge": .optional(network.bridge),
        ]
    }

    static func network(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedNetwork {
        let keys = [
            "id", "name", "driver", "scope", "ingress", "labels", "configuration_digest", "attributes",
        ]
        let object = try StrictObject(json, at: path, keys: keys, later: ["config_from", "parent", "bridge"])
        return ObservedNetwork(
            id: try object.string("id"),
            name: try object.string("name"),
            driver: try object.string("driver"),
            scope: try object.string("scope"),
            isIngress: try object.flag("ingress"),
            labels: try labels(object.value("labels"), at: object.name("labels")),
            configurationDigest: try object.string("configuration_digest"),
            attributes: try attributes(object.value("attributes"), at: object.name("attributes")),
            configFrom: try object.optionalString("config_from"),
            parent: try object.optionalString("parent"),
            bridge: try object.optionalString("bridge")
        )
    }
}
