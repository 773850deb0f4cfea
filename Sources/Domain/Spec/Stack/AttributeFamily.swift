/// The closed list of what is compared between a wanted and an observed container, network or volume. A family either
/// is one value or has members (`environment.TZ`, `port.8069/tcp`).
package enum AttributeFamily: String, CaseIterable, Sendable {
    // Config
    case image
    case command
    case entrypoint
    case environment
    case label
    case exposedPort = "exposed_port"
    case hostname
    case domainname
    case user
    case workingDirectory = "working_dir"
    case healthcheck
    case stopSignal = "stop_signal"
    case stopGracePeriod = "stop_grace_period"
    case tty
    case stdinOpen = "stdin_open"
    case macAddress = "mac_address"

    // HostConfig
    case restart
    case networkMode = "network_mode"
    case port
    case memory
    case memorySwap = "memory_swap"
    case memoryReservation = "memory_reservation"
    case memorySwappiness = "memory_swappiness"
    case oomKillDisable = "oom_kill_disable"
    case oomScoreAdjust = "oom_score_adj"
    case cpus
    case cpuShares = "cpu_shares"
    case cpuQuota = "cpu_quota"
    case cpuPeriod = "cpu_period"
    case cpuRealtimePeriod = "cpu_rt_period"
    case cpuRealtimeRuntime = "cpu_rt_runtime"
    case cpusetCPUs = "cpuset"
    case cpusetMemory = "cpuset_mems"
    case pidsLimit = "pids_limit"
    case blkio
    case shmSize = "shm_size"
    case ipc
    case pid
    case uts
    case userNamespace = "userns"
    case cgroupNamespace = "cgroup"
    case cgroupParent = "cgroup_parent"
    case capAdd = "cap_add"
    case capDrop = "cap_drop"
    case mount
    case volumesFrom = "volumes_from"
    case device
    case deviceRequest = "gpus"
    case deviceCgroupRule = "device_cgroup_rule"
    case sysctl
    case ulimit
    case logDriver = "log_driver"
    case logOption = "log_option"
    case extraHost = "extra_host"
    case dns
    case dnsSearch = "dns_search"
    case dnsOption = "dns_opt"
    case securityOption = "security_opt"
    case privileged
    case readOnly = "read_only"
    case initProcess = "init"
    case runtime
    case groupAdd = "group_add"
    case isolation
    case storageOption = "storage_opt"
    case link

    // Beside them
    case network
    /// What lies behind a bind, config or secret at a target, as a keyed digest of its bytes.
    case content
    /// Another name than the stack gives it.
    case containerName = "container_name"
    case state

    // Networks and volumes
    case driver
    case driverOption = "driver_opt"
    case isInternal = "internal"
    case attachable
    case enableIPv6 = "enable_ipv6"
    case subnet
}

/// One comparable thing: a family, and within it a member where it has members.
package struct AttributeKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var family: AttributeFamily
    package var member: String?

    package init(_ family: AttributeFamily, _ member: String? = nil) {
        self.family = family
        self.member = member
    }

    /// Reads `family` or `family.member`; `nil` for a family that is none of ours.
    package init?(parsing text: String) {
        let dot = text.utf8.firstIndex(of: UInt8(ascii: "."))
        guard let family = AttributeFamily(rawValue: String(text[..<(dot ?? text.endIndex)])) else { return nil }
        self.init(family, dot.map { String(text[text.utf8.index(after: $0)...]) })
    }

    package var description: String { member.map { "\(family.rawValue).\($0)" } ?? family.rawValue }

    package static func == (lhs: AttributeKey, rhs: AttributeKey) -> Bool {
        lhs.family == rhs.family && (lhs.member ?? "").hasSameBytes(as: rhs.member ?? "")
            && (lhs.member == nil) == (rhs.member == nil)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(family)
        (member ?? "").hashBytes(into: &hasher)
    }

    package static func < (lhs: AttributeKey, rhs: AttributeKey) -> Bool {
        lhs.description.precedesInBytes(rhs.description)
    }
}

/// The comparable attributes of one object, each as canonical text. What may hold a secret stands as a keyed digest
/// (`hmac-sha256:<hex>`), on all sides with the same key, so that comparing needs no secret.
///
/// The same reader makes it from a create body (what is wanted), an image's configuration (its defaults) and an inspect
/// answer (what is). A missing key means "not set".
package struct AttributeSet: Sendable, Hashable {
    package private(set) var values: [AttributeKey: String]

    package static let empty = AttributeSet([:])

    package init(_ values: [AttributeKey: String]) { self.values = values }

    package subscript(key: AttributeKey) -> String? {
        get { values[key] }
        set { values[key] = newValue }
    }

    package subscript(family: AttributeFamily) -> String? {
        get { values[AttributeKey(family)] }
        set { values[AttributeKey(family)] = newValue }
    }

    package var keys: [AttributeKey] { values.keys.sorted() }

    /// The members of a family that are there, sorted.
    package func members(of family: AttributeFamily) -> [String] {
        values.keys.filter { $0.family == family }.compactMap(\.member).sortedByBytes()
    }

    package static let sealedPrefix = "hmac-sha256:"

    /// Whether a value is a keyed digest.
    package static func isSealed(_ value: String) -> Bool { value.utf8.starts(with: sealedPrefix.utf8) }

    /// Stands in the place of the keyed digest of a wanted value where the key is not here.
    package static let unknownSeal = "hmac-sha256:unknown"

    /// Whether a value is such a digest, or holds one.
    package static func isUnknown(_ value: String) -> Bool { value.contains(unknownSeal) }
}
