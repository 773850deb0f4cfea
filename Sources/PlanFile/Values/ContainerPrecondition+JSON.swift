import Domain

extension ContainerPrecondition {
    var members: [JSON.Member] {
        [
            .init("id", .string(id)),
            .init("names", .strings(names)),
            .init("image_id", .string(imageID)),
            .init("image_reference", .string(imageReference)),
            .init("is_alive", .bool(isAlive)),
            .init("networks", .array(networks.map(\.json))),
            .init("mounts", .array(mounts.map(\.json))),
            .init("users", .strings(users)),
            .init("configuration_digest", .string(configurationDigest)),
        ]
    }

    init(_ reader: JSONReader) throws(PlanFileFault) {
        let container = try reader.object([
            "kind", "id", "names", "image_id", "image_reference", "is_alive", "networks", "mounts", "users",
            "configuration_digest",
        ])
        self.init(
            id: try container["id"].name(),
            names: try container["names"].strings(),
            imageID: try container["image_id"].string(),
            imageReference: try container["image_reference"].string(),
            isAlive: try container["is_alive"].bool(),
            networks: try container["networks"].list(ObservedContainer.Attachment.init),
            mounts: try container["mounts"].list(ObservedContainer.Mount.init),
            users: try container["users"].strings(),
            configurationDigest: try container["configuration_digest"].string()
        )
    }
}

extension ObservedContainer.Attachment {
    fileprivate var json: JSON { ["name": .string(name), "network_id": .string(networkID)] }

    fileprivate init(_ reader: JSONReader) throws(PlanFileFault) {
        let attachment = try reader.object(["name", "network_id"])
        self.init(name: try attachment["name"].string(), networkID: try attachment["network_id"].string())
    }
}

extension ObservedContainer.Mount {
    fileprivate var json: JSON {
        ["type": .string(type), "volume": .optional(volume), "destination": .string(destination)]
    }

    fileprivate init(_ reader: JSONReader) throws(PlanFileFault) {
        let mount = try reader.object(["type", "volume", "destination"])
        self.init(
            type: try mount["type"].string(),
            volume: try mount["volume"].optionalString(),
            destination: try mount["destination"].string()
        )
    }
}
