import Domain

extension SnapshotCodec {
    static func json(_ labels: ObservedLabels) -> JSON {
        [
            "compose_project": .optional(labels.composeProject),
            "compose_service": .optional(labels.composeService),
            "protect": .bool(labels.protect),
            "ours": .bool(labels.isOurs),
            "swarm": .bool(labels.isSwarm),
            "anonymous_volume": .bool(labels.isAnonymousVolume),
        ]
    }

    static func labels(_ json: JSON, at path: String) throws(SnapshotFault) -> ObservedLabels {
        let keys: Set = ["compose_project", "compose_service", "protect", "ours", "swarm", "anonymous_volume"]
        let object = try StrictObject(json, at: path, keys: keys)
        return ObservedLabels(
            composeProject: try object.optionalString("compose_project"),
            composeService: try object.optionalString("compose_service"),
            protect: try object.flag("protect"),
            isOurs: try object.flag("ours"),
            isSwarm: try object.flag("swarm"),
            isAnonymousVolume: try object.flag("anonymous_volume")
        )
    }
}
