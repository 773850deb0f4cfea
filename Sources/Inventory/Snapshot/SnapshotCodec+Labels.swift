import Domain

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
