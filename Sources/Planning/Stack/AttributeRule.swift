import Domain

/// What is known beforehand of one family of attributes: a row of the table in ``rule(for:)``.
struct AttributeRule {
    /// Which observed value is right where the stack sets none; ``DefaultExpectation`` has the exceptions.
    enum Silence {
        /// Whatever is there.
        case anything
        /// The value of the image that the container runs, else the Engine's default; `nil` where the Engine has none.
        case image(else: String?)
        /// The Engine's default; `nil` where it has none.
        case engine(String?)
        /// One of these values, which the Engine writes into the container, the usual one first; the daemon's
        /// configuration may make it another.
        case filled([String])
        /// Not compared attribute by attribute: it has a comparison of its own, or no container has it.
        case apart
    }

    /// How the attribute of an existing container is changed; ``ContainerComparison`` knows which values and containers
    /// need a new one all the same.
    enum Change {
        /// Fixed when the container is created.
        case replace
        /// `POST /containers/{id}/update`. `of`: the member of the family that it changes, where it leaves the others.
        case update(UpdateMember, of: String? = nil)
        /// `POST /networks/{id}/disconnect` and `connect`.
        case network
        /// `POST /containers/{id}/rename`.
        case rename
        /// `POST /containers/{id}/start` or `unpause`.
        case start
    }

    /// What the Engine makes of a value that is sent to create a container. Where it may make another of it, a
    /// container that was made from the present specification differs by the Engine's doing, and a new one would again.
    enum Keeping {
        /// It stays as it was sent. Another value means that somebody changed it, or made the container by hand with
        /// the old labels.
        case keptAsSent
        /// Absent where the kernel or the Engine does not support it, since no update call removes it.
        case mayBeDropped
        case mayBeChanged
    }

    let silence: Silence
    let change: Change
    let keeping: Keeping

    private init(_ silence: Silence, _ change: Change, _ keeping: Keeping) {
        self.silence = silence
        self.change = change
        self.keeping = keeping
    }

    /// Every family has a rule: a new one does not compile until somebody decides about it.
    static func rule(for family: AttributeFamily) -> AttributeRule {
        switch family {
        // The image's configuration, which the container's own overrides.
        case .command, .environment, .label, .exposedPort, .user, .workingDirectory, .mount:
            AttributeRule(.image(else: nil), .replace, .keptAsSent)
        case .healthcheck: AttributeRule(.image(else: nil), .replace, .mayBeChanged)
        case .entrypoint: AttributeRule(.image(else: "[]"), .replace, .keptAsSent)
        case .stopSignal: AttributeRule(.image(else: "SIGTERM"), .replace, .keptAsSent)

        // No image has a say.
        case .hostname, .domainname, .tty, .stdinOpen, .port, .capAdd, .capDrop, .device, .extraHost, .dns, .dnsSearch,
            .dnsOption, .privileged, .readOnly, .groupAdd:
            AttributeRule(.engine(nil), .replace, .keptAsSent)
        case .stopGracePeriod, .memorySwappiness, .oomKillDisable, .oomScoreAdjust, .uts, .userNamespace,
            .cgroupParent, .deviceRequest, .deviceCgroupRule, .sysctl, .securityOption, .initProcess, .isolation,
            .storageOption:
            AttributeRule(.engine(nil), .replace, .mayBeChanged)

        // These may name another container, which may be another one by now.
        case .pid, .volumesFrom, .link: AttributeRule(.engine(nil), .replace, .keptAsSent)
        case .networkMode: AttributeRule(.engine("bridge"), .replace, .keptAsSent)
        case .ipc: AttributeRule(.filled(["private"]), .replace, .keptAsSent)

        // The daemon's configuration has defaults for these.
        case .shmSize: AttributeRule(.filled(["67108864"]), .replace, .mayBeChanged)
        case .cgroupNamespace: AttributeRule(.filled(["private", "host"]), .replace, .mayBeChanged)
        case .logDriver: AttributeRule(.filled(["json-file"]), .replace, .mayBeChanged)
        case .runtime: AttributeRule(.filled(["runc", "io.containerd.runc.v2"]), .replace, .mayBeChanged)
        case .logOption, .ulimit: AttributeRule(.filled([]), .replace, .mayBeChanged)

        case .memory: limit(.memory)
        case .memorySwap: limit(.memorySwap)
        case .memoryReservation: limit(.memoryReservation)
        case .cpus: limit(.nanoCPUs)
        case .cpuShares: limit(.cpuShares)
        case .cpuQuota: limit(.cpuQuota)
        case .cpuPeriod: limit(.cpuPeriod)
        case .cpuRealtimePeriod: limit(.cpuRealtimePeriod)
        case .cpuRealtimeRuntime: limit(.cpuRealtimeRuntime)
        case .cpusetCPUs: limit(.cpusetCPUs)
        case .cpusetMemory: limit(.cpusetMemory)
        // The call has no limits of single devices.
        case .blkio: limit(.blkioWeight, of: "weight")
        // `docker update --pids-limit -1` lifts it, so that somebody may have done so where it is missing.
        case .pidsLimit: AttributeRule(.engine(nil), .update(.pidsLimit), .keptAsSent)

        case .restart: AttributeRule(.engine("no"), .update(.restartPolicy), .keptAsSent)
        case .network: AttributeRule(.engine(nil), .network, .keptAsSent)
        case .containerName: AttributeRule(.apart, .rename, .keptAsSent)
        case .state: AttributeRule(.apart, .start, .keptAsSent)

        // The Engine chooses an address by itself, and Compose writes down no digest of a file.
        case .macAddress, .content: AttributeRule(.anything, .replace, .keptAsSent)
        // Two references may be of one image: `StackComparison` compares IDs.
        case .image: AttributeRule(.apart, .replace, .keptAsSent)
        // Of networks and volumes, which are never changed: `StackResources` reports what differs.
        case .driver, .driverOption, .isInternal, .attachable, .enableIPv6, .subnet:
            AttributeRule(.apart, .replace, .keptAsSent)
        }
    }

    /// A limit on what the container may use; the Engine has none of its own.
    private static func limit(_ member: UpdateMember, of part: String? = nil) -> AttributeRule {
        AttributeRule(.engine(nil), .update(member, of: part), .mayBeDropped)
    }
}

extension AttributeRule {
    /// The value that the Engine uses where none is sent.
    func engineDefault(_ key: AttributeKey) -> String? {
        if key == AttributeKey(.healthcheck, "test") { return "NONE" }
        guard key.member == nil else { return nil }
        switch silence {
        case .image(let text), .engine(let text): return text
        case .anything, .filled, .apart: return nil
        }
    }
}
