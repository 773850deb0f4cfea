import Domain
import JSON

extension Precondition {
    var json: JSON {
        let facts =
            switch self {
            case .container(let container): container.members
            case .image(let image): image.members
            case .volume(let volume): volume.members
            case .network(let network): network.members
            case .absent(let address): [JSON.Member("address", .string(address.description))]
            }
        return .object([.init("kind", .string(word.rawValue))] + facts)
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let word: PreconditionWord = try ObjectReader(reader).member("kind").word()
        switch word {
        case .container: self = .container(try ContainerPrecondition(reader))
        case .image: self = .image(try ImagePrecondition(reader))
        case .volume: self = .volume(try VolumePrecondition(reader))
        case .network: self = .network(try NetworkPrecondition(reader))
        case .absent: self = .absent(try reader.object(["kind", "address"])["address"].address())
        }
    }

    private var word: PreconditionWord {
        switch self {
        case .container: .container
        case .image: .image
        case .volume: .volume
        case .network: .network
        case .absent: .absent
        }
    }
}

/// The words of a precondition's `kind`: what is pinned, or that nothing is there.
private enum PreconditionWord: String, CaseIterable {
    case container
    case image
    case volume
    case network
    case absent
}

extension ImagePrecondition {
    var members: [JSON.Member] {
        [
            .init("id", .string(id)),
            .init("tags", .strings(tags)),
            .init("digests", .strings(digests)),
            .init("children", .strings(children)),
            .init("users", .strings(users)),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let image = try reader.object(["kind", "id", "tags", "digests", "children", "users"])
        self.init(
            id: try image["id"].name(),
            tags: try image["tags"].strings(),
            digests: try image["digests"].strings(),
            children: try image["children"].strings(),
            users: try image["users"].strings()
        )
    }
}

extension VolumePrecondition {
    var members: [JSON.Member] {
        [
            .init("name", .string(name)),
            .init("driver", .string(driver)),
            .init("configuration_digest", .string(configurationDigest)),
            .init("mountpoint_identity", .optional(mountpointIdentity)),
            .init("users", .strings(users)),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let volume = try reader.object([
            "kind", "name", "driver", "configuration_digest", "mountpoint_identity", "users",
        ])
        self.init(
            name: try volume["name"].name(),
            driver: try volume["driver"].string(),
            configurationDigest: try volume["configuration_digest"].string(),
            mountpointIdentity: try volume["mountpoint_identity"].optionalString(),
            users: try volume["users"].strings()
        )
    }
}

extension NetworkPrecondition {
    var members: [JSON.Member] {
        [
            .init("id", .string(id)),
            .init("name", .string(name)),
            .init("driver", .string(driver)),
            .init("configuration_digest", .string(configurationDigest)),
            .init("users", .strings(users)),
        ]
    }

    init(_ reader: JSONReader) throws(JSONShapeFault) {
        let network = try reader.object(["kind", "id", "name", "driver", "configuration_digest", "users"])
        self.init(
            id: try network["id"].name(),
            name: try network["name"].string(),
            driver: try network["driver"].string(),
            configurationDigest: try network["configuration_digest"].string(),
            users: try network["users"].strings()
        )
    }
}

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

    init(_ reader: JSONReader) throws(JSONShapeFault) {
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

    fileprivate init(_ reader: JSONReader) throws(JSONShapeFault) {
        let attachment = try reader.object(["name", "network_id"])
        self.init(name: try attachment["name"].string(), networkID: try attachment["network_id"].string())
    }
}

extension ObservedContainer.Mount {
    fileprivate var json: JSON {
        ["type": .string(type), "volume": .optional(volume), "destination": .string(destination)]
    }

    fileprivate init(_ reader: JSONReader) throws(JSONShapeFault) {
        let mount = try reader.object(["type", "volume", "destination"])
        self.init(
            type: try mount["type"].string(),
            volume: try mount["volume"].optionalString(),
            destination: try mount["destination"].string()
        )
    }
}
