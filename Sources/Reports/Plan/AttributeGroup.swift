import Domain

/// The headings under which a reviewer finds an attribute, as `docker inspect` users know them; labels come last.
enum AttributeGroup: String, CaseIterable {
    case image
    case command
    case environment
    case ports
    case mounts
    case networks
    case driver
    case limits
    case security
    case health
    case logs
    case other
    case labels

    init(_ family: AttributeFamily) {
        switch family {
        case .image: self = .image
        case .command, .entrypoint, .workingDirectory, .hostname, .domainname, .stopSignal, .stopGracePeriod, .tty,
            .stdinOpen, .restart, .initProcess, .runtime, .isolation, .containerName, .state:
            self = .command
        case .environment: self = .environment
        case .port, .exposedPort: self = .ports
        case .mount, .volumesFrom, .content, .storageOption: self = .mounts
        case .network, .networkMode, .macAddress, .extraHost, .dns, .dnsSearch, .dnsOption, .link: self = .networks
        case .driver, .driverOption, .isInternal, .attachable, .enableIPv6, .subnet: self = .driver
        case .memory, .memorySwap, .memoryReservation, .memorySwappiness, .oomKillDisable, .oomScoreAdjust, .cpus,
            .cpuShares, .cpuQuota, .cpuPeriod, .cpuRealtimePeriod, .cpuRealtimeRuntime, .cpusetCPUs, .cpusetMemory,
            .pidsLimit, .blkio, .shmSize, .ulimit:
            self = .limits
        case .user, .groupAdd, .privileged, .readOnly, .capAdd, .capDrop, .securityOption, .ipc, .pid, .uts,
            .userNamespace, .cgroupNamespace, .cgroupParent, .device, .deviceRequest, .deviceCgroupRule, .sysctl:
            self = .security
        case .healthcheck: self = .health
        case .logDriver, .logOption: self = .logs
        case .label: self = .labels
        }
    }

    /// The family whose members need no name of it under this heading.
    private var family: AttributeFamily? {
        switch self {
        case .environment: .environment
        case .ports: .port
        case .mounts: .mount
        case .networks: .network
        case .health: .healthcheck
        case .labels: .label
        case .image: .image
        case .command: .command
        case .driver, .limits, .security, .logs, .other: nil
        }
    }

    /// Whether it stands first under this heading.
    func leads(_ key: AttributeKey) -> Bool { key.family == family || key.family == .networkMode }

    /// How the attribute is called under this heading; empty where the heading says it all.
    func name(of key: AttributeKey) -> String {
        key.family == family ? key.member ?? "" : key.description
    }
}
