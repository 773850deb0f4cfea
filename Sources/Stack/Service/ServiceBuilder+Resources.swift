import Attributes
import Compose
import Domain

/// Limits; those of `deploy.resources` win.
extension ServiceBuilder {
    mutating func resources() -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        addMemory(to: &body)
        addProcessors(to: &body)
        body.set("CgroupParent", free("cgroup_parent", as: .cgroupParent))
        body.set("PidsLimit", limit("pids") ?? self["pids_limit"]?.number)
        body.set("OomScoreAdj", self["oom_score_adj"]?.number)
        addBlockIO(to: &body)
        body.set("Ulimits", .array(ulimits))
        addDevices(to: &body)
        return body
    }

    private func limit(_ key: String) -> Int64? { self["deploy"]?["resources"]?["limits"]?[key]?.number.nonZero }

    private func addMemory(to body: inout JSONObjectBuilder) {
        let reserved = self["deploy"]?["resources"]?["reservations"]?["memory"]?.number.nonZero
        body.set("Memory", limit("memory") ?? self["mem_limit"]?.number)
        body.set("MemoryReservation", reserved ?? self["mem_reservation"]?.number)
        body.set("MemorySwap", self["memswap_limit"]?.number)
        body.set("MemorySwappiness", self["mem_swappiness"]?.number)
        body.set("OomKillDisable", self["oom_kill_disable"]?.isTrue ?? false)
    }

    private mutating func addProcessors(to body: inout JSONObjectBuilder) {
        let limited = self["deploy"]?["resources"]?["limits"]?["cpus"]?.text.flatMap(ServiceBuilder.nanoCPUs)
        body.set("NanoCpus", limited.nonZero ?? self["cpus"]?.text.flatMap(ServiceBuilder.nanoCPUs))
        let plain = [
            ("CpuCount", "cpu_count"), ("CpuShares", "cpu_shares"), ("CpuPeriod", "cpu_period"),
            ("CpuQuota", "cpu_quota"), ("CpuRealtimePeriod", "cpu_rt_period"), ("CpuRealtimeRuntime", "cpu_rt_runtime"),
        ]
        for (member, key) in plain { body.set(member, self[key]?.number) }
        body.set("CpusetCpus", closed("cpuset", PlainForm.isProcessorList))
    }

    /// Compose multiplies in single precision; another rounding would differ from what it created.
    private static func nanoCPUs(_ text: String) -> Int64? {
        Float(text).flatMap { Int64(exactly: ($0 * 1e9).rounded(.towardZero)) }
    }

    private func addBlockIO(to body: inout JSONObjectBuilder) {
        guard let block = self["blkio_config"] else { return }
        body.set("BlkioWeight", block["weight"]?.number)
        body.set("BlkioWeightDevice", ServiceBuilder.blockDevices(block["weight_device"], "Weight"))
        let rates = [
            ("BlkioDeviceReadBps", "device_read_bps"), ("BlkioDeviceWriteBps", "device_write_bps"),
            ("BlkioDeviceReadIOps", "device_read_iops"), ("BlkioDeviceWriteIOps", "device_write_iops"),
        ]
        for (member, key) in rates { body.set(member, ServiceBuilder.blockDevices(block[key], "Rate")) }
    }

    /// The model spells these members as the Engine does, or small.
    private static func blockDevices(_ list: ComposeValue?, _ amount: String) -> JSON {
        .array(
            (list?.elements ?? []).map { device in
                var body = JSONObjectBuilder()
                body.set("Path", (device["Path"] ?? device["path"])?.text)
                body.set(amount, (device[amount] ?? device[amount.lowercased()])?.number)
                return body.json
            }
        )
    }

    /// One number is both limits.
    private var ulimits: [JSON] {
        (self["ulimits"]?.entries ?? []).map { entry in
            let single = entry.value.number ?? 0
            return [
                "Name": .string(entry.key),
                "Hard": .integer(entry.value["hard"]?.number.nonZero ?? single),
                "Soft": .integer(entry.value["soft"]?.number.nonZero ?? single),
            ]
        }
    }
}

extension Optional<Int64> {
    var nonZero: Int64? { self == 0 ? nil : self }
}

/// Devices of the host, and what drivers are asked for.
extension ServiceBuilder {
    mutating func addDevices(to body: inout JSONObjectBuilder) {
        let devices = self["devices"]?.elements ?? []
        body.set("Devices", .array(devices.filter { !ServiceBuilder.isCDI($0) }.map(ServiceBuilder.device)))
        body.set("DeviceCgroupRules", closedList("device_cgroup_rules", PlainForm.isDeviceRule))
        body.set("DeviceRequests", .array(deviceRequests(devices.filter(ServiceBuilder.isCDI))))
    }

    private static func device(_ device: ComposeValue) -> JSON {
        var body = JSONObjectBuilder()
        body.set("PathOnHost", device["source"]?.text)
        body.set("PathInContainer", device["target"]?.text)
        body.set("CgroupPermissions", device["permissions"]?.text)
        return body.json
    }

    /// A name of the Container Device Interface, `vendor.com/class=name`.
    private static func isCDI(_ device: ComposeValue) -> Bool {
        guard let source = device["source"]?.text, source == device["target"]?.text else { return false }
        let parts = source.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return false }
        let kind = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        return kind.count == 2 && kind.allSatisfy { $0.first?.isLetter ?? false }
    }

    private mutating func deviceRequests(_ interfaces: [ComposeValue]) -> [JSON] {
        let reserved = self["deploy"]?["resources"]?["reservations"]?["devices"]?.elements ?? []
        var requests = reserved.map { request($0, adding: []) }
        if !interfaces.isEmpty {
            requests.append(["Driver": "cdi", "DeviceIDs": .strings(interfaces.compactMap { $0["source"]?.text })])
        }
        return requests + (self["gpus"]?.elements ?? []).map { request($0, adding: ["gpu"]) }
    }

    private mutating func request(_ request: ComposeValue, adding capabilities: [String]) -> JSON {
        var body = JSONObjectBuilder()
        body.set("Driver", request["driver"]?.text)
        body.set("Count", request["count"]?.number)
        body.set("DeviceIDs", request["device_ids"]?.texts ?? [])
        body.set("Capabilities", [.strings((request["capabilities"]?.texts ?? []) + capabilities)])
        body.set("Options", sealedMap(request["options"], "device_option", as: nil))
        return body.json
    }
}
