import Domain

/// What a container may use of the host. Bytes, microseconds and shares are plain numbers.
extension AttributeReader {
    func readLimits(_ host: JSON, into set: inout AttributeSet) {
        for (field, family) in AttributeReader.numbers { set[family] = host[field]?.count }
        set[.cpus] = host["NanoCpus"]?.integer.flatMap(cpus)
        set[.cpusetCPUs] = host["CpusetCpus"]?.text
        set[.cpusetMemory] = host["CpusetMems"]?.text
        // Zero forbids swapping; only a negative number means "not set".
        set[.memorySwappiness] = host["MemorySwappiness"]?.integer.flatMap { $0 < 0 ? nil : String($0) }
        set[.oomKillDisable] = host["OomKillDisable"]?.truth
        set[.pidsLimit] = host["PidsLimit"]?.integer.flatMap { $0 > 0 ? String($0) : nil }
        readBlockIO(host, into: &set)
        readUlimits(host.list("Ulimits"), into: &set)
    }

    private static let numbers: [(String, AttributeFamily)] = [
        ("Memory", .memory), ("MemorySwap", .memorySwap), ("MemoryReservation", .memoryReservation),
        ("OomScoreAdj", .oomScoreAdjust), ("CpuShares", .cpuShares), ("CpuQuota", .cpuQuota),
        ("CpuPeriod", .cpuPeriod), ("CpuRealtimePeriod", .cpuRealtimePeriod),
        ("CpuRealtimeRuntime", .cpuRealtimeRuntime), ("ShmSize", .shmSize),
    ]

    /// Billionths as a decimal fraction without needless zeros: `0.5`.
    private func cpus(_ billionths: Int64) -> String? {
        guard billionths > 0 else { return nil }
        let (whole, rest) = billionths.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard rest > 0 else { return String(whole) }
        var digits = String(String(1_000_000_000 + rest).dropFirst())
        while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    private func readBlockIO(_ host: JSON, into set: inout AttributeSet) {
        set[.blkio, "weight"] = host["BlkioWeight"]?.count
        let lists = [
            ("BlkioWeightDevice", "weight_device", "Weight"), ("BlkioDeviceReadBps", "read_bps", "Rate"),
            ("BlkioDeviceWriteBps", "write_bps", "Rate"), ("BlkioDeviceReadIOps", "read_iops", "Rate"),
            ("BlkioDeviceWriteIOps", "write_iops", "Rate"),
        ]
        for (field, member, value) in lists {
            for device in host[field]?.array ?? [] {
                guard let path = device["Path"]?.text?.cleanPath else { continue }
                set[.blkio, "\(member).\(path)"] = device[value]?.count
            }
        }
    }

    /// `soft:hard`, or the one number that both are.
    private func readUlimits(_ list: [JSON], into set: inout AttributeSet) {
        for limit in list {
            guard let name = limit["Name"]?.text else { continue }
            let (soft, hard) = (limit["Soft"]?.integer ?? 0, limit["Hard"]?.integer ?? 0)
            set[.ulimit, name] = soft == hard ? String(soft) : "\(soft):\(hard)"
        }
    }
}

/// Logs, kernel parameters and storage: maps whose values may be secrets.
extension AttributeReader {
    func readLogging(_ host: JSON, into set: inout AttributeSet) {
        set[.logDriver] = host["LogConfig"]?["Type"]?.text
        readSealed(host["LogConfig"]?["Config"], as: .logOption, into: &set)
    }

    func readKernel(_ host: JSON, into set: inout AttributeSet) {
        for member in host.map("Sysctls") {
            set[.sysctl, Sysctl.canonical(member.key)] = sealed(member.value)
        }
        readSealed(host["StorageOpt"], as: .storageOption, into: &set)
    }
}

/// Kernel parameters of an interface. Engines from 28 move those that name `eth0` to the endpoint of the container's
/// first network, where the interface has no name yet.
enum Sysctl {
    static let endpointOption = "com.docker.network.endpoint.sysctls"

    /// `net.ipv4.conf.eth0.forwarding` as an endpoint spells it.
    static func canonical(_ name: String) -> String {
        var parts = name.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "net", parts[3] == "eth0" else { return name }
        parts[3] = "IFNAME"
        return parts.joined(separator: ".")
    }

    /// The parameters in an endpoint's option, `name=value,…`.
    static func list(_ option: String) -> [(name: String, value: String)] {
        option.split(separator: ",").compactMap { part in
            String(part).cut(at: "=").map { (name: $0.head, value: $0.tail) }
        }
    }
}
