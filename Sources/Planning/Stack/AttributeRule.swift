import Domain

/// How one family of attributes is compared: what silence means, and whether the Engine can change it in place.
struct AttributeRule {
    /// Which observed value is right where the stack sets none.
    enum Silence {
        /// Whatever is there.
        case anything
        /// The value of the image that the container runs, else the Engine's default; `nil` where the Engine has none.
        case image(else: String?)
        /// The Engine's default; `nil` where it has none.
        case engine(String?)
        /// One of these values, which the Engine writes into the container; the daemon's configuration may make it
        /// another.
        case filled(Set<String>)
        /// Not compared attribute by attribute: it has a comparison of its own, or no container has it.
        case apart
    }

    let silence: Silence
    /// Whether the Engine can change it in the existing container; some of its values may need a new one all the same.
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
