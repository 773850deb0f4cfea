import Compose
import Domain

/// Which keys of a service can be planned. The list is closed: a key that is on none of these is refused.
extension ServiceBuilder {
    mutating func judge() {
        for entry in service.value.entries where !entry.key.hasBytePrefix("x-") { judge(entry) }
        judgeDeploy()
        judgePull()
        judgeScale()
        judgeAddress()
    }

    private mutating func judgeAddress() {
        guard let address = service.value.entry("mac_address"), self["network_mode"]?.text?.isEmpty == false else {
            return
        }
        let effect = "has no effect beside `network_mode`."
        findings.warn("mac_address", of: owner, that: effect, fix: "Delete it.", at: address.keyPosition)
    }

    private mutating func judgeScale() {
        let scale = project.wantedScale(of: service.value)
        let isNamed = self["container_name"]?.text?.isEmpty == false
        guard scale > (isNamed ? 1 : StackProject.scaleLimit) else { return }
        let limit = isNamed ? "one container, as it has a `container_name`" : "\(StackProject.scaleLimit) containers"
        findings.error(
            .stackValue,
            "`scale` of \(owner) asks for \(scale) containers, and may ask for at most \(limit)",
            fix: isNamed ? "Delete `container_name`, or scale it to one." : "Correct `scale` or `deploy.replicas`.",
            at: service.keyPosition
        )
    }

    private mutating func judge(_ entry: ComposeValue.Entry) {
        guard !entry.value.isNull, !ServiceBuilder.isEmpty(entry.value) else { return }
        if let reason = ServiceBuilder.refused[entry.key] {
            findings.refuse(entry.key, of: owner, because: reason.detail, fix: reason.fix, at: entry.keyPosition)
        } else if let effect = ServiceBuilder.ineffective[entry.key] {
            findings.warn(entry.key, of: owner, that: effect, fix: "Delete it.", at: entry.keyPosition)
        } else if !ServiceBuilder.planned.contains(entry.key) {
            let detail = "this version does not know what it does."
            findings.refuse(entry.key, of: owner, because: detail, fix: "Delete it.", at: entry.keyPosition)
        }
    }

    private static func isEmpty(_ value: ComposeValue) -> Bool {
        switch value.kind {
        case .sequence(let elements): elements.isEmpty
        case .mapping(let entries): entries.isEmpty
        case .bool(let flag): !flag
        case .null, .integer, .decimal, .string: false
        }
    }

    private static let refused: [String: (detail: String, fix: String)] = [
        "credential_spec": ("it is for Windows containers.", "Delete it."),
        "models": ("a plan runs no models.", "Run the model outside the stack, and give its address as a variable."),
        "post_start": ("a plan runs no hooks.", "Run it from the image's entry point."),
        "pre_start": ("a plan runs no hooks.", "Make it a service of its own that others wait for."),
        "pre_stop": ("a plan runs no hooks.", "Let the program do it on `stop_signal`."),
        "provider": ("a plan runs containers, not provider plugins.", "Replace it by a service with an image."),
        "use_api_socket": ("it copies this user's registry passwords.", "Mount the Engine's socket as a volume."),
    ]

    private static let ineffective: [String: String] = [
        "cpu_count": "has no effect on Linux.",
        "cpu_percent": "has no effect on Linux.",
        "develop": "is for `docker compose watch`; a plan takes no notice of it.",
    ]

    private static let planned: Set<String> = [
        "annotations", "attach", "blkio_config", "build", "cap_add", "cap_drop", "cgroup", "cgroup_parent", "command",
        "configs", "container_name", "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares", "cpus",
        "cpuset", "depends_on", "deploy", "device_cgroup_rules", "devices", "dns", "dns_opt", "dns_search",
        "domainname", "entrypoint", "env_file", "environment", "expose", "extends", "external_links", "extra_hosts",
        "gpus", "group_add", "healthcheck", "hostname", "image", "init", "ipc", "isolation", "label_file", "labels",
        "links", "logging", "mac_address", "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit",
        "network_mode", "networks", "oom_kill_disable", "oom_score_adj", "pid", "pids_limit", "platform", "ports",
        "privileged", "profiles", "pull_policy", "read_only", "restart", "runtime", "scale", "secrets", "security_opt",
        "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "storage_opt", "sysctls", "tmpfs", "tty",
        "ulimits", "user", "userns_mode", "uts", "volumes", "volumes_from", "working_dir",
    ]
}

/// Members that have an effect only in Swarm, within keys that have an effect without it. Keys that do nothing at all
/// outside Swarm (`mode`, `placement`, `update_config`, …) are warned of when the file is loaded.
extension ServiceBuilder {
    mutating func judgeDeploy() {
        guard let deploy = self["deploy"] else { return }
        warn(deploy, ["restart_policy", "delay"])
        warn(deploy, ["restart_policy", "window"])
        warn(deploy, ["resources", "reservations", "cpus"])
        warn(deploy, ["resources", "reservations", "pids"])
        warn(deploy, ["resources", "reservations", "generic_resources"])
        warn(deploy, ["resources", "limits", "generic_resources"])
    }

    private mutating func warn(_ deploy: ComposeValue, _ path: [String]) {
        var parent = deploy
        for key in path.dropLast() {
            guard let next = parent[key] else { return }
            parent = next
        }
        guard let key = path.last, let entry = parent.entry(key), !entry.value.isNull else { return }
        findings.warn(
            "deploy.\(path.joined(separator: "."))",
            of: owner,
            that: "has no effect outside Swarm.",
            fix: "Delete it.",
            at: entry.keyPosition
        )
    }
}

extension ServiceBuilder {
    /// Warns of the timed pull policies: a plan does not depend on the clock.
    mutating func judgePull() {
        guard let policy = self["pull_policy"], let text = policy.text else { return }
        guard ["daily", "weekly"].contains(text) || text.hasBytePrefix("every_") else { return }
        findings.warn(
            "pull_policy",
            of: owner,
            that: "counts as `missing`: a plan does not depend on the clock.",
            fix: "Write `missing`, and name a new tag to update the image.",
            at: policy.position
        )
    }
}

extension ServiceBuilder {
    /// Whether the mount can be planned; tells why not.
    mutating func judge(_ volume: ComposeValue) -> Bool {
        let kind = volume["type"]?.text ?? ""
        guard ["bind", "tmpfs", "volume"].contains(kind) else {
            findings.refuse(
                "volumes.type",
                of: owner,
                because: "a mount of type `\(kind)` is not supported.",
                fix: "Use `bind`, `volume` or `tmpfs`.",
                at: volume["type"]?.position ?? volume.position
            )
            return false
        }
        needs(volume["volume"], "subpath", "volumes.volume.subpath", APIVersion(1, 45))
        if ["readonly", "writable"].contains(volume["bind"]?["recursive"]?.text) {
            needs(volume["bind"], "recursive", "volumes.bind.recursive", APIVersion(1, 44))
        }
        return true
    }

    private mutating func needs(_ options: ComposeValue?, _ key: String, _ path: String, _ version: APIVersion) {
        guard let entry = options?.entry(key), !entry.value.isNull else { return }
        findings.refuse(path, of: owner, needs: version, context.apiVersion, at: entry.keyPosition)
    }
}
