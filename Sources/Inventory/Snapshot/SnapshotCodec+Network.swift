import Domain

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
