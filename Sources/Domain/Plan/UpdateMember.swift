/// A member of the body of `POST /containers/{id}/update` that Engines on Linux take: all that an update of a plan may
/// hold.
package enum UpdateMember: String, CaseIterable, Sendable {
    case blkioWeight = "BlkioWeight"
    case cpuPeriod = "CpuPeriod"
    case cpuQuota = "CpuQuota"
    case cpuRealtimePeriod = "CpuRealtimePeriod"
    case cpuRealtimeRuntime = "CpuRealtimeRuntime"
    case cpuShares = "CpuShares"
    case cpusetCPUs = "CpusetCpus"
    case cpusetMemory = "CpusetMems"
    case memory = "Memory"
    case memoryReservation = "MemoryReservation"
    case memorySwap = "MemorySwap"
    case nanoCPUs = "NanoCpus"
    case pidsLimit = "PidsLimit"
    case restartPolicy = "RestartPolicy"
}
