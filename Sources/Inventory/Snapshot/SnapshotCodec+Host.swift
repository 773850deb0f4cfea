import Domain

extension SnapshotCodec {
    static func json(_ host: ObservedHost) -> JSON {
        [
            "engine": ["id": .string(host.engine.id), "name": .string(host.engine.name)],
            "observed_at": .string(host.observedAt.description),
            "containers": .array(host.containers.map(json)),
            "images": .array(host.images.map(json)),
            "volumes": .array(host.volumes.map(json)),
            "networks": .array(host.networks.map(json)),
            "incomplete": .array(sorted(host.incomplete).map(json)),
        ]
    }

    static func host(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedHost {
        let keys: Set = ["engine", "observed_at", "containers", "images", "volumes", "networks", "incomplete"]
        let object = try StrictObject(json, at: path, keys: keys)
        let engine = try StrictObject(object.value("engine"), at: object.name("engine"), keys: ["id", "name"])
        return ObservedHost(
            engine: EngineIdentity(id: try engine.string("id"), name: try engine.string("name")),
            observedAt: try object.timestamp("observed_at"),
            containers: try object.list("containers", container),
            images: try object.list("images", image),
            volumes: try object.list("volumes", volume),
            networks: try object.list("networks", network),
            incomplete: sorted(try object.list("incomplete", incomplete))
        )
    }

    private static func json(_ resource: ObservedHost.IncompleteResource) -> JSON {
        [
            "address": .string(resource.address.description), "id": .string(resource.id),
            "field": .string(resource.field),
        ]
    }

    private static func incomplete(
        _ json: JSON,
        at path: String
    ) throws(SnapshotFault) -> ObservedHost.IncompleteResource {
        let object = try StrictObject(json, at: path, keys: ["address", "id", "field"])
        return ObservedHost.IncompleteResource(
            address: try object.address("address"),
            id: try object.string("id"),
            field: try object.string("field")
        )
    }

    private static func sorted(_ resources: [ObservedHost.IncompleteResource]) -> [ObservedHost.IncompleteResource] {
        resources.sorted { ($0.address, $0.id, $0.field) < ($1.address, $1.id, $1.field) }
    }
}
