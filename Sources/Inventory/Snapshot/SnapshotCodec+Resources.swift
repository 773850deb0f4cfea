import Domain
import JSON

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

    static func container(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedContainer {
        let keys = [
            "id", "names", "image_id", "image_reference", "state", "labels", "mounts", "networks",
            "network_mode", "detail",
        ]
        let later = ["image_mounts", "binds_all_volumes"]
        let object = try reader.object(keys, later: later)
        return ObservedContainer(
            id: try object["id"].string(),
            names: try object["names"].sortedStrings(),
            imageID: try object["image_id"].string(),
            imageReference: try object["image_reference"].string(),
            state: try object["state"].word(),
            labels: try labels(object["labels"]),
            mounts: try object["mounts"].list(mount).sorted(),
            imageMounts: try object["image_mounts"].laterStrings(),
            bindsAllVolumes: try object["binds_all_volumes"].optional { (flag) throws(JSONShapeFault) in try flag.bool()
            } ?? false,
            networks: try object["networks"].list(attachment).sorted(),
            networkMode: try object["network_mode"].string(),
            detail: try object["detail"].optional(detail)
        )
    }

    private static func json(_ mount: ObservedContainer.Mount) -> JSON {
        [
            "type": .string(mount.type), "volume": .optional(mount.volume), "destination": .string(mount.destination),
        ]
    }

    private static func mount(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedContainer.Mount {
        let object = try reader.object(["type", "volume", "destination"])
        return ObservedContainer.Mount(
            type: try object["type"].string(),
            volume: try object["volume"].optionalString(),
            destination: try object["destination"].string()
        )
    }

    private static func json(_ attachment: ObservedContainer.Attachment) -> JSON {
        ["name": .string(attachment.name), "network_id": .string(attachment.networkID)]
    }

    private static func attachment(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedContainer.Attachment {
        let object = try reader.object(["name", "network_id"])
        return ObservedContainer.Attachment(
            name: try object["name"].string(),
            networkID: try object["network_id"].string()
        )
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

    private static func detail(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedContainer.Detail {
        let keys = [
            "auto_remove", "stop_timeout", "namespace_owners", "configuration_digest", "attributes",
            "exit_code", "health",
        ]
        let object = try reader.object(keys, later: ["volumes_from"])
        return ObservedContainer.Detail(
            autoRemove: try object["auto_remove"].bool(),
            stopTimeout: try object["stop_timeout"].optionalInteger(from: JSONReader.lowestInteger),
            namespaceOwners: try object["namespace_owners"].sortedStrings(),
            volumesFrom: try object["volumes_from"].laterStrings(),
            configurationDigest: try object["configuration_digest"].string(),
            attributes: try attributes(object["attributes"]),
            exitCode: try object["exit_code"].integer(from: JSONReader.lowestInteger),
            health: try object["health"].optionalString()
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
            "created": .optional(image.created?.description),
            "size": .optional(image.size),
        ]
    }

    static func image(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedImage {
        let object = try reader.object(
            ["id", "tags", "digests", "parent_id", "labels", "defaults"],
            later: ["last_tagged", "created", "size"]
        )
        return ObservedImage(
            id: try object["id"].string(),
            tags: try object["tags"].sortedStrings(),
            digests: try object["digests"].sortedStrings(),
            parentID: try object["parent_id"].string(),
            labels: try labels(object["labels"]),
            defaults: try object["defaults"].optional(attributes),
            lastTagged: try object["last_tagged"].optionalTimestamp(),
            created: try object["created"].optionalTimestamp(),
            size: try object["size"].optionalInteger()
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

    static func volume(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedVolume {
        let keys = [
            "name", "driver", "option_names", "labels", "configuration_digest", "mountpoint_identity", "attributes",
        ]
        let object = try reader.object(keys, later: ["lies_in", "last_changed"])
        return ObservedVolume(
            name: try object["name"].string(),
            driver: try object["driver"].string(),
            optionNames: try object["option_names"].sortedStrings(),
            labels: try labels(object["labels"]),
            configurationDigest: try object["configuration_digest"].string(),
            mountpointIdentity: try object["mountpoint_identity"].optionalString(),
            attributes: try attributes(object["attributes"]),
            liesIn: try object["lies_in"].laterStrings(),
            lastChanged: try object["last_changed"].optionalTimestamp()
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

    static func network(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedNetwork {
        let keys = [
            "id", "name", "driver", "scope", "ingress", "labels", "configuration_digest", "attributes",
        ]
        let object = try reader.object(keys, later: ["config_from", "parent", "bridge"])
        return ObservedNetwork(
            id: try object["id"].string(),
            name: try object["name"].string(),
            driver: try object["driver"].string(),
            scope: try object["scope"].string(),
            isIngress: try object["ingress"].bool(),
            labels: try labels(object["labels"]),
            configurationDigest: try object["configuration_digest"].string(),
            attributes: try attributes(object["attributes"]),
            configFrom: try object["config_from"].optionalString(),
            parent: try object["parent"].optionalString(),
            bridge: try object["bridge"].optionalString()
        )
    }
}
