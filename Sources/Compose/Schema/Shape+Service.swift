extension ObjectShape {
    /// A service.
    static let service = ObjectShape(
        core.merging(kernel) { first, _ in first }.merging(lists) { first, _ in first }
            .merging(parts) { first, _ in first },
        keeping: ["attach", "init", "scale", "stop_grace_period"],
        always: ["command", "entrypoint"]
    )

    private static let core: [String: Shape] = [
        "attach": .flag,
        "cgroup": .choice("host", "private"),
        "cgroup_parent": .text,
        "command": .command,
        "container_name": .scalar(.pattern(.containerName), .text),
        "domainname": .text,
        "entrypoint": .command,
        "environment": .environment,
        "hostname": .text,
        "image": .text,
        "init": .flag,
        "ipc": .text,
        "isolation": .text,
        "mac_address": .text,
        "network_mode": .text,
        "pid": .scalar(.text, [.text, .null]),
        "platform": .text,
        "privileged": .flag,
        "pull_policy": .scalar(.pattern(.pullPolicy), .text),
        "pull_refresh_after": .text,
        "read_only": .flag,
        "restart": .text,
        "runtime": .text,
        "scale": .integer(0...Int64.max),
        "stdin_open": .flag,
        "stop_grace_period": .duration,
        "stop_signal": .text,
        "tty": .flag,
        "use_api_socket": .plainFlag,
        "user": .text,
        "userns_mode": .text,
        "uts": .text,
        "working_dir": .text,
    ]

    /// Limits of the kernel.
    private static let kernel: [String: Shape] = [
        "cpu_count": .integer(0...Int64.max),
        "cpu_percent": .integer(0...100),
        "cpu_period": .integer(from: .textOrNumber),
        "cpu_quota": .integer(from: .textOrNumber),
        "cpu_rt_period": .integer(from: .textOrNumber),
        "cpu_rt_runtime": .integer(from: .textOrNumber),
        "cpu_shares": .integer(from: .textOrNumber),
        "cpus": .float(),
        "cpuset": .text,
        "mem_limit": .bytes,
        "mem_reservation": .bytes,
        "mem_swappiness": .bytes,
        "memswap_limit": .bytes,
        "oom_kill_disable": .flag,
        "oom_score_adj": .integer(-1000...1000),
        "pids_limit": .integer(from: .textOrNumber),
        "shm_size": .bytes,
        "ulimits": .ulimits,
    ]

    private static let lists: [String: Shape] = [
        "annotations": .pairs,
        "cap_add": .uniqueTexts,
        "cap_drop": .uniqueTexts,
        "device_cgroup_rules": .uniqueTexts,
        "dns": .uniqueTexts,
        "dns_opt": .uniqueTexts,
        "dns_search": .textOrTexts,
        "expose": .texts(.textOrInteger, isUnique: true),
        "external_links": .uniqueTexts,
        "extra_hosts": .hosts,
        "group_add": .texts(.textOrInteger, isUnique: true),
        "label_file": .texts,
        "labels": .pairs,
        "links": .uniqueTexts,
        "profiles": .uniqueTexts,
        "security_opt": .uniqueTexts,
        "storage_opt": .textMap([.text, .number, .null]),
        "sysctls": .pairs,
        "tmpfs": .textOrTexts,
        "volumes_from": .uniqueTexts,
    ]

    private static let parts: [String: Shape] = [
        "blkio_config": .object(.blockIO),
        "build": .object(.build),
        "configs": .list(.object(.fileReference)),
        "credential_spec": .object(.credentials),
        "depends_on": .named(.object(.dependency), isName: .resource),
        "deploy": .object(.deploy, null: .dropped),
        "develop": .object(.develop, null: .dropped),
        "devices": .list(.object(.device)),
        "env_file": .dropped(.list(.object(.environmentFile))),
        "extends": .object(.extension),
        "gpus": .list(.object(.deviceRequest())),
        "healthcheck": .object(.healthCheck),
        "logging": .object(.logging),
        "models": .named(.object(.serviceModel, null: .kept), isName: .resource),
        "networks": .named(.object(.attachment, null: .kept), isName: .resource),
        "ports": .list(.object(.port), isUnique: true),
        "post_start": .list(.object(.hook)),
        "pre_start": .list(.object(.startHook)),
        "pre_stop": .list(.object(.hook)),
        "provider": .object(.provider),
        "secrets": .list(.object(.fileReference)),
        "volumes": .list(.object(.mount), isUnique: true),
    ]
}

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
