internal import Domain

/// How one family of attributes is compared: what silence means, and whether the Engine can change it in place.
struct AttributeRule {
    /// What is right where the stack says nothing.
    enum Silence {
        /// Whatever is there.
        case anything
        /// What the image that runs gives, else what the Engine takes; `nil` for nothing at all.
        case image(else: String?)
        /// What the Engine takes; `nil` for nothing at all.
        case engine(String?)
        /// One of these, where the Engine writes one in by itself. The daemon's configuration may change which.
        case filled(Set<String>)
        /// Compared by other means than attribute by attribute, or no matter of containers.
        case apart
    }

    let silence: Silence
    /// Whether the Engine changes it without a new container; some values of it may need one all the same.
    let isInPlace: Bool

    private init(_ silence: Silence, inPlace: Bool = false) {
        self.silence = silence
        isInPlace = inPlace
    }

    /// Every family has a rule: a new one does not compile until somebody decides about it.
    static func rule(for family: AttributeFamily) -> AttributeRule {
        switch family {
        case .command, .environment, .label, .exposedPort, .user, .workingDirectory, .healthcheck, .mount:
            AttributeRule(.image(else: nil))
        case .entrypoint: AttributeRule(.image(else: "[]"))
        case .stopSignal: AttributeRule(.image(else: "SIGTERM"))
        case .hostname, .domainname, .stopGracePeriod, .tty, .stdinOpen, .port, .memorySwappiness, .oomKillDisable,
            .oomScoreAdjust, .pid, .uts, .userNamespace, .cgroupParent, .capAdd, .capDrop, .volumesFrom, .device,
            .deviceRequest, .deviceCgroupRule, .sysctl, .extraHost, .dns, .dnsSearch, .dnsOption, .securityOption,
            .privileged, .readOnly, .initProcess, .groupAdd, .isolation, .storageOption, .link:
            AttributeRule(.engine(nil))
        case .networkMode: AttributeRule(.engine("bridge"))
        case .restart: AttributeRule(.engine("no"), inPlace: true)
        case .memory, .memorySwap, .memoryReservation, .cpus, .cpuShares, .cpuQuota, .cpuPeriod, .cpuRealtimePeriod,
            .cpuRealtimeRuntime, .cpusetCPUs, .cpusetMemory, .pidsLimit, .blkio, .network:
            AttributeRule(.engine(nil), inPlace: true)
        case .shmSize: AttributeRule(.filled(["67108864"]))
        case .ipc: AttributeRule(.filled(["private"]))
        case .cgroupNamespace: AttributeRule(.filled(["private", "host"]))
        case .logDriver: AttributeRule(.filled(["json-file"]))
        case .runtime: AttributeRule(.filled(["runc", "io.containerd.runc.v2"]))
        case .logOption, .ulimit: AttributeRule(.filled([]))
        case .macAddress, .content: AttributeRule(.anything)
        case .state, .containerName: AttributeRule(.apart, inPlace: true)
        case .image, .driver, .driverOption, .isInternal, .attachable, .enableIPv6, .subnet: AttributeRule(.apart)
        }
    }
}
