extension ObjectShape {
    static let attachment = ObjectShape([
        "aliases": .uniqueTexts,
        "driver_opts": .textMap(.textOrNumber),
        "gw_priority": .integer(from: .number),
        "interface_name": .text,
        "ipv4_address": .text,
        "ipv6_address": .text,
        "link_local_ips": .uniqueTexts,
        "mac_address": .text,
        "priority": .integer(from: .number),
    ])

    static let port = ObjectShape([
        "app_protocol": .text,
        "host_ip": .text,
        "mode": .text,
        "name": .text,
        "protocol": .text,
        "published": .scalar(.text, .textOrInteger),
        "target": .integer(1...65_535),
    ])

    static let mount = ObjectShape(
        [
            "bind": .object(bind),
            "consistency": .text,
            "image": .object(ObjectShape(["subpath": .text])),
            "read_only": .flag,
            "source": .text,
            "target": .text,
            "tmpfs": .object(memoryMount),
            "type": .choice("bind", "volume", "tmpfs", "cluster", "npipe", "image"),
            "volume": .object(volumeMount),
        ],
        required: ["type"]
    )

    private static let bind = ObjectShape([
        "create_host_path": .scalar(.optOut, .textOrFlag),
        "propagation": .text,
        "recursive": .choice("enabled", "disabled", "writable", "readonly"),
        "selinux": .choice("z", "Z"),
    ])

    private static let volumeMount = ObjectShape(["labels": .pairs, "nocopy": .flag, "subpath": .text])

    private static let memoryMount = ObjectShape([
        "mode": .integer(0...Int64(UInt32.max), from: .number),
        "size": .scalar(.bytes(least: 0), .textOrInteger),
    ])

    /// A config or a secret in a service.
    static let fileReference = ObjectShape(
        ["gid": .text, "mode": .scalar(.fileMode, .textOrInteger), "source": .text, "target": .text, "uid": .text],
        keeping: ["mode"]
    )

    static let dependency = ObjectShape(
        [
            "condition": .choice("service_started", "service_healthy", "service_completed_successfully"),
            "required": .plainFlag,
            "restart": .flag,
        ],
        keeping: ["required"],
        required: ["condition"]
    )

    static let healthCheck = ObjectShape(
        [
            "disable": .flag,
            "interval": .duration,
            "retries": .integer(0...Int64.max, from: .textOrNumber),
            "start_interval": .duration,
            "start_period": .duration,
            "test": .healthTest,
            "timeout": .duration,
        ],
        keeping: ["interval", "retries", "start_interval", "start_period", "timeout"]
    )

    static let logging = ObjectShape([
        "driver": .text,
        "options": .textMap([.text, .number, .null]),
    ])

    static let device = ObjectShape(
        ["permissions": .text, "source": .text, "target": .text],
        required: ["source"]
    )

    /// A GPU or another device to reserve.
    static func deviceRequest(required: [String] = []) -> ObjectShape {
        ObjectShape(
            [
                "capabilities": .uniqueTexts,
                "count": .scalar(.deviceCount, .textOrInteger),
                "device_ids": .uniqueTexts,
                "driver": .text,
                "options": .pairs,
            ],
            required: required
        )
    }

    static let environmentFile = ObjectShape(
        ["format": .text, "path": .text, "required": .flag],
        required: ["path"]
    )

    static let `extension` = ObjectShape(["file": .text, "service": .text], required: ["service"])

    static let credentials = ObjectShape(["config": .text, "file": .text, "registry": .text])

    static let provider = ObjectShape(["options": .multiMap, "type": .text], required: ["type"])

    static let serviceModel = ObjectShape(["endpoint_var": .text, "model_var": .text])

    static let hook = ObjectShape(hookFields, required: ["command"], always: ["command"])

    static let startHook = ObjectShape(
        hookFields.merging(["image": .text, "per_replica": .flag]) { first, _ in first },
        always: ["command"]
    )

    private static let hookFields: [String: Shape] = [
        "command": .command,
        "environment": .environment,
        "privileged": .flag,
        "user": .text,
        "working_dir": .text,
    ]
}
