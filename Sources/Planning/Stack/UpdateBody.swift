import Domain

/// The body of `POST /containers/{id}/update` for what differs in place.
struct UpdateBody {
    let wanted: DesiredContainer
    let container: ObservedContainer

    /// `nil` where the update call changes none of these attributes.
    func body(for changes: [Action.AttributeChange]) -> JSON? {
        let families = Set(changes.filter { $0.effect == .inPlace }.map(\.attribute.family))
        // Memory above the stored swap limit is refused unless both are sent.
        let swap = families.contains(.memory) || families.contains(.memorySwap) ? swapMember : []
        let all = families.flatMap(members) + swap
        return all.isEmpty ? nil : .object(all.sorted { $0.key.precedesInBytes($1.key) })
    }

    private func members(_ family: AttributeFamily) -> [JSON.Member] {
        guard family != .restart else { return RestartPolicy.body(wanted.attributes[.restart] ?? "no").members ?? [] }
        guard let key = UpdateBody.keys[family], let value = wanted.body["HostConfig"]?[key] else { return [] }
        return [JSON.Member(key, value)]
    }

    private static let keys: [AttributeFamily: String] = [
        .memory: "Memory", .memoryReservation: "MemoryReservation", .cpus: "NanoCpus", .cpuShares: "CpuShares",
        .cpuQuota: "CpuQuota", .cpuPeriod: "CpuPeriod", .cpuRealtimePeriod: "CpuRealtimePeriod",
        .cpuRealtimeRuntime: "CpuRealtimeRuntime", .cpusetCPUs: "CpusetCpus", .cpusetMemory: "CpusetMems",
        .pidsLimit: "PidsLimit", .blkio: "BlkioWeight",
    ]

    /// The swap limit of the stack; else the one that the Engine would have chosen.
    private var swapMember: [JSON.Member] {
        let host = wanted.body["HostConfig"]
        if let swap = host?["MemorySwap"]?.integer, swap != 0 { return [JSON.Member("MemorySwap", .integer(swap))] }
        if container.detail?.attributes[.memorySwap] == "-1" { return [JSON.Member("MemorySwap", .integer(-1))] }
        return host?["Memory"]?.integer.map { [JSON.Member("MemorySwap", .integer($0 * 2))] } ?? []
    }
}

/// `on-failure:3` as the Engine takes it.
enum RestartPolicy {
    static func body(_ text: String) -> JSON {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let count = parts.count == 2 ? Int64(parts[1]) ?? 0 : 0
        return ["RestartPolicy": ["MaximumRetryCount": .integer(count), "Name": .string(parts.first ?? "no")]]
    }
}
