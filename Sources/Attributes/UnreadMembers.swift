package import Domain

/// What a body holds and no attribute tells, so that nothing in a plan is hidden from whoever reviews it.
package enum UnreadMembers {
    /// Members of the body of `POST /containers/create`, as `HostConfig.Annotations`.
    package static func ofContainer(_ body: JSON) -> [JSON.Member] {
        others(body, besides: config) + others(body["HostConfig"], besides: host, under: "HostConfig.")
            + others(body["NetworkingConfig"], besides: ["EndpointsConfig"], under: "NetworkingConfig.")
    }

    package static func ofNetwork(_ body: JSON) -> [JSON.Member] {
        let read: Set = ["Name", "Driver", "Internal", "Attachable", "EnableIPv6", "IPAM", "Options", "Labels"]
        return others(body, besides: read)
    }

    package static func ofVolume(_ body: JSON) -> [JSON.Member] {
        others(body, besides: ["Name", "Driver", "DriverOpts", "Labels"])
    }

    private static func others(_ json: JSON?, besides read: Set<String>, under prefix: String = "") -> [JSON.Member] {
        (json?.members ?? []).filter { !read.contains($0.key) }.map { JSON.Member(prefix + $0.key, $0.value) }
    }

    /// The two `Attach` members only say what the caller sees of the output.
    private static let config: Set = [
        "AttachStderr", "AttachStdout", "Cmd", "Domainname", "Entrypoint", "Env", "ExposedPorts", "Healthcheck",
        "HostConfig", "Hostname", "Image", "Labels", "MacAddress", "NetworkingConfig", "OpenStdin", "StopSignal",
        "StopTimeout", "Tty", "User", "Volumes", "WorkingDir",
    ]

    private static let host: Set = [
        "Binds", "BlkioDeviceReadBps", "BlkioDeviceReadIOps", "BlkioDeviceWriteBps", "BlkioDeviceWriteIOps",
        "BlkioWeight", "BlkioWeightDevice", "CapAdd", "CapDrop", "CgroupParent", "CgroupnsMode", "CpuPeriod",
        "CpuQuota", "CpuRealtimePeriod", "CpuRealtimeRuntime", "CpuShares", "CpusetCpus", "CpusetMems",
        "DeviceCgroupRules", "DeviceRequests", "Devices", "Dns", "DnsOptions", "DnsSearch", "ExtraHosts", "GroupAdd",
        "Init", "IpcMode", "Isolation", "Links", "LogConfig", "MaskedPaths", "Memory", "MemoryReservation",
        "MemorySwap", "MemorySwappiness", "Mounts", "NanoCpus", "NetworkMode", "OomKillDisable", "OomScoreAdj",
        "PidMode", "PidsLimit", "PortBindings", "Privileged", "ReadonlyPaths", "ReadonlyRootfs", "RestartPolicy",
        "Runtime", "SecurityOpt", "ShmSize", "StorageOpt", "Sysctls", "Tmpfs", "UTSMode", "Ulimits", "UsernsMode",
        "VolumesFrom",
    ]
}
