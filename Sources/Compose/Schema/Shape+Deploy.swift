extension ObjectShape {
    /// Most of it is for Swarm; Compose itself uses `replicas`, `resources` and `restart_policy`.
    static let deploy = ObjectShape(
        [
            "endpoint_mode": .text,
            "labels": .pairs,
            "mode": .text,
            "placement": .object(placement),
            "replicas": .integer(0...Int64.max),
            "resources": .object(resources),
            "restart_policy": .object(restartPolicy),
            "rollback_config": .object(update),
            "update_config": .object(update),
        ],
        keeping: ["replicas"],
        always: ["placement", "resources"]
    )

    private static let placement = ObjectShape([
        "constraints": .texts,
        "max_replicas_per_node": .integer(0...Int64.max),
        "preferences": .list(.object(ObjectShape(["spread": .text]))),
    ])

    private static let resources = ObjectShape(["limits": .object(limits), "reservations": .object(reservations)])

    private static let limits = ObjectShape([
        "cpus": .float(),
        "memory": .scalar(.bytes(least: .min), .text),
        "pids": .integer(),
    ])

    private static let reservations = ObjectShape([
        "cpus": .float(),
        "devices": .list(.object(.deviceRequest(required: ["capabilities"]))),
        "generic_resources": .list(.object(generic)),
        "memory": .scalar(.bytes(least: .min), .text),
    ])

    private static let generic = ObjectShape([
        "discrete_resource_spec": .object(
            ObjectShape(
                ["kind": .text, "value": .integer(from: .textOrNumber)],
                keeping: ["kind", "value"],
                always: ["kind", "value"]
            )
        )
    ])

    private static let restartPolicy = ObjectShape(
        ["condition": .text, "delay": .duration, "max_attempts": .integer(0...Int64.max), "window": .duration],
        keeping: ["delay", "max_attempts", "window"]
    )

    private static let update = ObjectShape(
        [
            "delay": .duration,
            "failure_action": .text,
            "max_failure_ratio": .float(),
            "monitor": .duration,
            "order": .choice("start-first", "stop-first"),
            "parallelism": .integer(0...Int64.max),
        ],
        keeping: ["parallelism"]
    )
}
