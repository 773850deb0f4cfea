extension ObjectShape {
    static let build = ObjectShape([
        "additional_contexts": .textMap(.text),
        "args": .environment,
        "cache_from": .texts,
        "cache_to": .texts,
        "context": .text,
        "dockerfile": .text,
        "dockerfile_inline": .text,
        "entitlements": .texts,
        "extra_hosts": .hosts,
        "isolation": .text,
        "labels": .pairs,
        "network": .text,
        "no_cache": .flag,
        "no_cache_filter": .textOrTexts,
        "platforms": .texts,
        "privileged": .flag,
        "provenance": .text,
        "pull": .flag,
        "sbom": .text,
        "secrets": .list(.object(.fileReference)),
        "shm_size": .bytes,
        "ssh": .sshKeys,
        "tags": .texts,
        "target": .text,
        "ulimits": .ulimits,
    ])

    static let develop = ObjectShape(["watch": .list(.object(trigger))])

    private static let trigger = ObjectShape(
        [
            "action": .choice("rebuild", "sync", "restart", "sync+restart", "sync+exec"),
            "exec": .object(.hook),
            "ignore": .uniqueTexts,
            "include": .uniqueTexts,
            "initial_sync": .plainFlag,
            "path": .text,
            "target": .text,
        ],
        keeping: ["action", "path"],
        required: ["action", "path"],
        always: ["exec"]
    )

    static let blockIO = ObjectShape([
        "device_read_bps": .list(.object(throttle)),
        "device_read_iops": .list(.object(throttle)),
        "device_write_bps": .list(.object(throttle)),
        "device_write_iops": .list(.object(throttle)),
        "weight": .integer(0...Int64(UInt16.max), from: .integer),
        "weight_device": .list(.object(weight)),
    ])

    /// Compose writes these two with capitals.
    private static let throttle = ObjectShape(
        ["path": .text, "rate": .bytes],
        keeping: ["path", "rate"],
        always: ["path", "rate"],
        renamed: ["path": "Path", "rate": "Rate"]
    )

    private static let weight = ObjectShape(
        ["path": .text, "weight": .integer(0...Int64(UInt16.max), from: .integer)],
        keeping: ["path", "weight"],
        always: ["path", "weight"],
        renamed: ["path": "Path", "weight": "Weight"]
    )
}
