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
            "swarm": json(host.swarm),
            "unseen_volumes": [
                "drivers": .strings(host.unseenVolumes.drivers), "uncertain": .bool(host.unseenVolumes.isUncertain),
            ],
            "own_container": .optional(host.ownContainerID),
        ]
    }

    static func host(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedHost {
        let keys = [
            "engine", "observed_at", "containers", "images", "volumes", "networks", "incomplete",
        ]
        let later = ["swarm", "unseen_volumes", "own_container"]
        let object = try StrictObject(json, at: path, keys: keys, later: later)
        let engine = try StrictObject(object.value("engine"), at: object.name("engine"), keys: ["id", "name"])
        return ObservedHost(
            engine: EngineIdentity(id: try engine.string("id"), name: try engine.string("name")),
            observedAt: try object.timestamp("observed_at"),
            containers: try object.list("containers", container),
            images: try object.list("images", image),
            volumes: try object.list("volumes", volume),
            networks: try object.list("networks", network),
            incomplete: sorted(try object.list("incomplete", incomplete)),
            swarm: try swarm(object.value("swarm"), at: object.name("swarm")),
            unseenVolumes: try unseen(object.value("unseen_volumes"), at: object.name("unseen_volumes")),
            ownContainerID: try object.optionalString("own_container")
        )
    }

    private static func json(_ swarm: SwarmView) -> JSON {
        [
            "unreadable": .bool(swarm.isUnreadable),
            "services": .array(
                swarm.services.map { service in
                    [
                        "name": .string(service.name), "images": .strings(service.images),
                        "volumes": .strings(service.volumes), "networks": .strings(service.networks),
                    ]
                }
            ),
        ]
    }

    private static func swarm(_ json: JSON, at path: String) throws(SnapshotFault) -> SwarmView {
        guard json != .null else { return .inactive }
        let object = try StrictObject(json, at: path, keys: ["unreadable", "services"])
        return SwarmView(
            isUnreadable: try object.flag("unreadable"),
            services: try object.list("services", service)
        )
    }

    private static func service(_ json: JSON, at path: String) throws(SnapshotFault) -> SwarmView.Service {
        let object = try StrictObject(json, at: path, keys: ["name", "images", "volumes", "networks"])
        return SwarmView.Service(
            name: try object.string("name"),
            images: try object.strings("images"),
            volumes: try object.strings("volumes"),
            networks: try object.strings("networks")
        )
    }

    private static func unseen(_ json: JSON, at path: String) throws(SnapshotFault) -> UnseenVolumes {
        guard json != .null else { return .none }
        let object = try StrictObject(json, at: path, keys: ["drivers", "uncertain"])
        return UnseenVolumes(drivers: try object.strings("drivers"), isUncertain: try object.flag("uncertain"))
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
