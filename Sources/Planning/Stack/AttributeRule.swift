internal import Domain

/// How one family of attributes is compared: what silence means, and whether the Engine can change it in place.
struct AttributeRule {
    enum Silence {
        /// Whoever is silent takes what there is: the Engine or its configuration decides.
        case anything
        /// The image's value, else the Engine's own default; `nil` for nothing at all.
        case `default`(String?)
    }

    let silence: Silence
    /// Members that nobody asked for may be there.
    let toleratesStrays: Bool
    let isInPlace: Bool

    private init(_ silence: Silence, strays: Bool = false, inPlace: Bool = false) {
        self.silence = silence
        toleratesStrays = strays
        isInPlace = inPlace
    }

    /// Every family has a rule: a new one does not compile until somebody decides about it.
    static func rule(for family: AttributeFamily) -> AttributeRule {
        switch family {
        case .command, .environment, .label, .exposedPort, .domainname, .user, .workingDirectory, .tty, .stdinOpen,
            .port, .memorySwappiness, .oomKillDisable, .oomScoreAdjust, .capAdd, .capDrop, .mount, .volumesFrom,
            .device, .deviceRequest, .deviceCgroupRule, .sysctl, .extraHost, .dns, .dnsSearch, .dnsOption,
            .securityOption, .privileged, .readOnly, .groupAdd, .storageOption, .link, .driverOption, .isInternal,
            .attachable, .enableIPv6:
            AttributeRule(.default(nil))
        case .entrypoint: AttributeRule(.default("[]"))
        case .healthcheck: AttributeRule(.default(nil))
        case .stopSignal: AttributeRule(.default("SIGTERM"))
        case .driver: AttributeRule(.anything)
        case .restart: AttributeRule(.default("no"), inPlace: true)
        case .memory, .memorySwap, .memoryReservation, .cpus, .cpuShares, .cpuQuota, .cpuPeriod, .cpuRealtimePeriod,
            .cpuRealtimeRuntime, .cpusetCPUs, .cpusetMemory, .pidsLimit, .blkio:
            AttributeRule(.default(nil), inPlace: true)
        case .network, .state, .containerName: AttributeRule(.default(nil), inPlace: true)
        case .image, .hostname, .stopGracePeriod, .macAddress, .networkMode, .shmSize, .ipc, .pid, .uts,
            .userNamespace, .cgroupNamespace, .cgroupParent, .initProcess, .runtime, .isolation, .logDriver, .content:
            AttributeRule(.anything)
        case .ulimit, .logOption, .subnet: AttributeRule(.anything, strays: true)
        }
    }
}
