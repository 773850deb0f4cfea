extension ObjectShape {
    /// A whole document. `include` is resolved already; `version` is obsolete and ignored.
    static let project = ObjectShape([
        "configs": .named(.object(config), isName: .resource),
        "include": .dropped(.list(.object(inclusion))),
        "models": .dropped(.named(.object(model))),
        "name": .text,
        "networks": .named(.object(network)),
        "secrets": .named(.object(secret), isName: .resource),
        "services": .named(.object(service), isName: .resource),
        "version": .dropped(.text),
        "volumes": .named(.object(volume), isName: .resource),
    ])

    static let inclusion = ObjectShape([
        "env_file": .textOrTexts,
        "path": .textOrTexts,
        "project_directory": .text,
    ])

    private static let network = ObjectShape(
        [
            "attachable": .flag,
            "driver": .text,
            "driver_opts": .textMap(.textOrNumber),
            "enable_ipv4": .flag,
            "enable_ipv6": .flag,
            "external": .flag,
            "internal": .flag,
            "ipam": .object(addressing),
            "labels": .pairs,
            "name": .text,
        ],
        keeping: ["enable_ipv4", "enable_ipv6"],
        always: ["ipam"]
    )

    private static let addressing = ObjectShape([
        "config": .list(.object(pool)),
        "driver": .text,
        "options": .textMap(.text),
    ])

    private static let pool = ObjectShape([
        "aux_addresses": .textMap(.text),
        "gateway": .text,
        "ip_range": .text,
        "subnet": .text,
    ])

    private static let volume = ObjectShape([
        "driver": .text,
        "driver_opts": .textMap(.textOrNumber),
        "external": .flag,
        "labels": .pairs,
        "name": .text,
    ])

    private static let fileFields: [String: Shape] = [
        "environment": .text,
        "external": .flag,
        "file": .text,
        "labels": .pairs,
        "name": .text,
        "template_driver": .text,
    ]

    private static let config = ObjectShape(fileFields.merging(["content": .text]) { first, _ in first })

    private static let secret = ObjectShape(
        fileFields.merging(["driver": .text, "driver_opts": .textMap(.textOrInteger)]) { first, _ in first }
    )

    private static let model = ObjectShape(
        ["context_size": .integer(from: .integer), "model": .text, "name": .text, "runtime_flags": .texts],
        required: ["model"]
    )
}

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
