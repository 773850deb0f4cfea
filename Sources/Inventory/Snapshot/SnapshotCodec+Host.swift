import Domain
import JSON

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

    static func host(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedHost {
        let keys = [
            "engine", "observed_at", "containers", "images", "volumes", "networks", "incomplete",
        ]
        let later = ["swarm", "unseen_volumes", "own_container"]
        let object = try reader.object(keys, later: later)
        let engine = try object["engine"].object(["id", "name"])
        return ObservedHost(
            engine: EngineIdentity(id: try engine["id"].string(), name: try engine["name"].string()),
            observedAt: try object["observed_at"].timestamp(),
            containers: try object["containers"].list(container),
            images: try object["images"].list(image),
            volumes: try object["volumes"].list(volume),
            networks: try object["networks"].list(network),
            incomplete: sorted(try object["incomplete"].list(incomplete)),
            swarm: try object["swarm"].optional(swarm) ?? .inactive,
            unseenVolumes: try object["unseen_volumes"].optional(unseen) ?? .none,
            ownContainerID: try object["own_container"].optionalString()
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

    private static func swarm(_ reader: JSONReader) throws(JSONShapeFault) -> SwarmView {
        let object = try reader.object(["unreadable", "services"])
        return SwarmView(
            isUnreadable: try object["unreadable"].bool(),
            services: try object["services"].list(service)
        )
    }

    private static func service(_ reader: JSONReader) throws(JSONShapeFault) -> SwarmView.Service {
        let object = try reader.object(["name", "images", "volumes", "networks"])
        return SwarmView.Service(
            name: try object["name"].string(),
            images: try object["images"].sortedStrings(),
            volumes: try object["volumes"].sortedStrings(),
            networks: try object["networks"].sortedStrings()
        )
    }

    private static func unseen(_ reader: JSONReader) throws(JSONShapeFault) -> UnseenVolumes {
        let object = try reader.object(["drivers", "uncertain"])
        return UnseenVolumes(
            drivers: try object["drivers"].sortedStrings(),
            isUncertain: try object["uncertain"].bool()
        )
    }

    private static func json(_ resource: ObservedHost.IncompleteResource) -> JSON {
        [
            "address": .string(resource.address.description), "id": .string(resource.id),
            "field": .string(resource.field),
        ]
    }

    private static func incomplete(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedHost.IncompleteResource {
        let object = try reader.object(["address", "id", "field"])
        return ObservedHost.IncompleteResource(
            address: try object["address"].address(),
            id: try object["id"].string(),
            field: try object["field"].string()
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

    static func labels(_ reader: JSONReader) throws(JSONShapeFault) -> ObservedLabels {
        let keys = [
            "compose_project", "compose_service", "compose_number", "protect", "ours", "swarm", "anonymous_volume",
            "one_off",
            "compose_config_files", "compose_working_dir", "compose_config_hash", "spec", "plan_file",
        ]
        let object = try reader.object(keys)
        return ObservedLabels(
            composeProject: try object["compose_project"].optionalString(),
            composeService: try object["compose_service"].optionalString(),
            composeNumber: try object["compose_number"].optionalInteger(from: JSONReader.lowestInteger),
            protect: try object["protect"].bool(),
            isOurs: try object["ours"].bool(),
            isSwarm: try object["swarm"].bool(),
            isAnonymousVolume: try object["anonymous_volume"].bool(),
            isOneOff: try object["one_off"].bool(),
            composeConfigFiles: try object["compose_config_files"].optionalString(),
            composeWorkingDirectory: try object["compose_working_dir"].optionalString(),
            composeConfigHash: try object["compose_config_hash"].optionalString(),
            specDigest: try object["spec"].optionalString(),
            planFileHash: try object["plan_file"].optionalString()
        )
    }
}

extension SnapshotCodec {
    /// An object whose keys are attributes and whose values are their texts.
    static func json(_ set: AttributeSet) -> JSON {
        .object(set.keys.map { JSON.Member($0.description, .optional(set[$0])) })
    }

    static func attributes(_ reader: JSONReader) throws(JSONShapeFault) -> AttributeSet {
        let object = try ObjectReader(reader)
        try object.refuseDuplicates()
        var values: [AttributeKey: String] = [:]
        for (name, value) in zip(object.keys, object.values) {
            let key = try JSONReader(.string(name), path: value.path).attribute()
            values[key] = try value.string()
        }
        return AttributeSet(values)
    }
}
