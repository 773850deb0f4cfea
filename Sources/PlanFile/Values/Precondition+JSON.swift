import Domain

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

    init(_ reader: JSONReader) throws(PlanFileFault) {
        let word: PreconditionWord = try ObjectReader(reader)["kind"].word()
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

    init(_ reader: JSONReader) throws(PlanFileFault) {
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

    init(_ reader: JSONReader) throws(PlanFileFault) {
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

    init(_ reader: JSONReader) throws(PlanFileFault) {
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
