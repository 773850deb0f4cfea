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

extension SnapshotCodec {
    static func json(_ labels: ObservedLabels) -> JSON {
        [
            "compose_project": .optional(labels.composeProject),
            "compose_service": .optional(labels.composeService),
            "compose_number": .optional(labels.composeNumber),
            "protect": .bool(labels.protect),
            "ours": .bool(labels.isOurs),
            "swarm": .bool(labels.isSwarm),
            "anonymous_volume": .bool(labels.isAnonymousVolume),
            "one_off": .bool(labels.isOneOff),
            "compose_config_files": .optional(labels.composeConfigFiles),
            "compose_working_dir": .optional(labels.composeWorkingDirectory),
            "compose_config_hash": .optional(labels.composeConfigHash),
            "spec": .optional(labels.specDigest),
            "plan_file": .optional(labels.planFileHash),
        ]
    }

    static func labels(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedLabels {
        let keys = [
            "compose_project", "compose_service", "compose_number", "protect", "ours", "swarm", "anonymous_volume",
            "one_off",
            "compose_config_files", "compose_working_dir", "compose_config_hash", "spec", "plan_file",
        ]
        let object = try StrictObject(json, at: path, keys: keys)
        return ObservedLabels(
            composeProject: try object.optionalString("compose_project"),
            composeService: try object.optionalString("compose_service"),
            composeNumber: try object.optionalInteger("compose_number"),
            protect: try object.flag("protect"),
            isOurs: try object.flag("ours"),
            isSwarm: try object.flag("swarm"),
            isAnonymousVolume: try object.flag("anonymous_volume"),
            isOneOff: try object.flag("one_off"),
            composeConfigFiles: try object.optionalString("compose_config_files"),
            composeWorkingDirectory: try object.optionalString("compose_working_dir"),
            composeConfigHash: try object.optionalString("compose_config_hash"),
            specDigest: try object.optionalString("spec"),
            planFileHash: try object.optionalString("plan_file")
        )
    }
}

extension SnapshotCodec {
    /// An object whose keys are attributes and whose values are their texts.
    static func json(_ set: AttributeSet) -> JSON {
        .object(set.keys.map { JSON.Member($0.description, .optional(set[$0])) })
    }

    static func attributes(_ json: JSON, at path: String) throws(SnapshotFault) -> AttributeSet {
        guard let members = json.members else { throw SnapshotFault(path: path, problem: "an object is expected") }
        var values: [AttributeKey: String] = [:]
        for member in members {
            guard let key = AttributeKey(parsing: member.key), let text = member.value.string else {
                throw SnapshotFault(path: path, problem: "an unknown attribute, or one that is no string")
            }
            guard values.updateValue(text, forKey: key) == nil else {
                throw SnapshotFault(path: path, problem: "a repeated member")
            }
        }
        return AttributeSet(values)
    }
}
