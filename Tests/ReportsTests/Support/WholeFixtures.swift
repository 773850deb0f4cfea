import Domain
import JSON
import Reports

/// A plan in which every attribute has a value and every finding occurs.
enum WholeFixtures {
    static let container = "ci-runner"

    /// Every attribute that a create body can hold.
    static let body = """
        {
          "AttachStderr": true, "AttachStdout": true, "Image": "registry.example.com/acme/runner:latest",
          "Cmd": ["run", "--token", {"secret": "ci.command.2", "hmac": "hmac-sha256:01", "prefix": ""}],
          "Entrypoint": ["/bin/sh", "-c"],
          "Env": ["TZ=Europe/Berlin", "EMPTY=", "REMOVED",
            {"secret": "ci.env.API_TOKEN", "hmac": "hmac-sha256:02", "prefix": "API_TOKEN="}],
          "Labels": {"tier": "build", "com.docker.compose.project": "ci", "com.docker.compose.service": "runner",
            "reconcile.content./etc/runner.toml": "hmac-sha256:03", "reconcile.spec": "v1:hmac-sha256:04"},
          "ExposedPorts": {"8093/tcp": {}, "9100/tcp": {}}, "Hostname": "runner", "Domainname": "example.com",
          "User": "0:0", "WorkingDir": "/builds",
          "Healthcheck": {"Test": ["CMD-SHELL", "curl -fsS http://localhost:8093/health || exit 1"],
            "Interval": 30000000000, "Timeout": 5000000000, "StartPeriod": 60000000000, "StartInterval": 1000000000,
            "Retries": 3},
          "StopSignal": "SIGQUIT", "StopTimeout": 90, "Tty": true, "OpenStdin": true,
          "MacAddress": "02:42:ac:11:00:02", "Volumes": {"/cache": {}},
          "NetworkingConfig": {"EndpointsConfig": {"ci_build": {"Aliases": ["runner", "ci"],
            "IPAMConfig": {"IPv4Address": "172.28.0.10"}}}},
          "HostConfig": {
            "NetworkMode": "host", "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 5},
            "PortBindings": {"8093/tcp": [{"HostIp": "", "HostPort": "8093"}]},
            "Memory": 536870912, "MemorySwap": 1073741824, "MemoryReservation": 268435456, "MemorySwappiness": 0,
            "OomKillDisable": true, "OomScoreAdj": -500, "NanoCpus": 1500000000, "CpuShares": 512,
            "CpuQuota": 50000, "CpuPeriod": 100000, "CpuRealtimePeriod": 1000000, "CpuRealtimeRuntime": 950000,
            "CpusetCpus": "0-3", "CpusetMems": "0", "PidsLimit": 500, "BlkioWeight": 300,
            "BlkioDeviceReadBps": [{"Path": "/dev/sda", "Rate": 1048576}], "ShmSize": 67108864,
            "Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": 4096}],
            "IpcMode": "host", "PidMode": "host", "UTSMode": "host", "UsernsMode": "host", "CgroupnsMode": "host",
            "CgroupParent": "ci.slice", "CapAdd": ["NET_ADMIN", "SYS_ADMIN"], "CapDrop": ["MKNOD"],
            "Binds": ["/run/docker.sock:/var/run/docker.sock:rw", "/etc:/host/etc:ro", "/srv/other:/other:rw"],
            "Mounts": [{"Type": "volume", "Source": "ci_builds", "Target": "/builds"}],
            "Tmpfs": {"/tmp": "size=64m,noexec"}, "VolumesFrom": ["backup"],
            "Devices": [{"PathOnHost": "/dev/kvm", "PathInContainer": "/dev/kvm", "CgroupPermissions": "rwm"}],
            "DeviceRequests": [{"Driver": "nvidia", "Count": -1, "Capabilities": [["gpu"]]}],
            "DeviceCgroupRules": ["c 1:3 rwm"], "Sysctls": {"net.core.somaxconn": "1024"},
            "LogConfig": {"Type": "syslog", "Config": {"syslog-address": "udp://log.example.com:514"}},
            "ExtraHosts": ["git.example.com:10.0.0.7"], "Dns": ["10.0.0.53"], "DnsSearch": ["example.com"],
            "DnsOptions": ["ndots:1"], "Privileged": true, "ReadonlyRootfs": true, "Init": true, "Runtime": "runc",
            "SecurityOpt": ["seccomp=unconfined", "apparmor=ci-runner", "no-new-privileges:true"],
            "GroupAdd": ["999"], "Isolation": "process", "StorageOpt": {"size": "20G"}, "Links": ["db:database"],
            "Annotations": {"example.com/owner": "ci"}
          }
        }
        """

    static func actions() throws -> [Action] {
        [pull, try network(), try volume(), try replace(), stop, delete, lost]
    }

    private static let pull = StackFixtures.action(
        .pull,
        Address(.image, "registry.example.com/acme/runner:latest"),
        .missing,
        [.pullImage(reference: "registry.example.com/acme/runner:latest", platform: nil)]
    ).found([found(.newRegistry, .image, "registry.example.com", 14)])

    private static func network() throws -> Action {
        let body = try JSON.parse(
            Array(
                """
                {"Name": "ci_build", "Driver": "macvlan", "Internal": true, "Attachable": true, "EnableIPv6": true,
                 "EnableIPv4": true, "Options": {"parent": "eth0"}, "Labels": {"tier": "build"},
                 "IPAM": {"Config": [{"Subnet": "172.28.0.0/16", "Gateway": "172.28.0.1"}]}}
                """.utf8
            )
        )
        return StackFixtures.action(
            .create,
            Address(.network, "ci_build"),
            .missing,
            [.createNetwork(name: "ci_build", body: body)]
        ).found([found(.networkOnHostInterface, .driver, "macvlan", 60)])
    }

    private static func volume() throws -> Action {
        let body: JSON = [
            "Name": "ci_builds", "Driver": "local",
            "DriverOpts": ["type": "none", "o": "bind", "device": "/srv/builds"],
        ]
        return StackFixtures.action(
            .create,
            Address(.volume, "ci_builds"),
            .missing,
            [.createVolume(name: "ci_builds", body: body)]
        ).found([found(.bindOutsideProject, .driverOption, member: "device", "/srv/builds", 70)])
    }

    private static func replace() throws -> Action {
        let old = Fixtures.hash
        let steps: [Step] = [
            .waitContainer(.pinned(id: String(repeating: "77aa", count: 16)), until: .healthy, seconds: 300),
            .stopContainer(id: old, graceSeconds: 10, removesItself: false),
            .renameContainer(id: old, from: container, to: "5e0f5e0f5e0f_\(container)"),
            .createContainer(
                name: container,
                reference: "registry.example.com/acme/runner:latest",
                imageID: nil,
                platform: nil,
                body: try JSON.parse(Array(body.utf8))
            ),
            .connectNetwork(network: "ci_cache", container: .created(name: container), endpoint: ["Aliases": ["ci"]]),
            .startContainer(.created(name: container)),
            .waitContainer(.created(name: container), until: .healthy, seconds: 300), .removeContainer(id: old),
        ]
        return StackFixtures.action(
            .replace,
            Address(.container, container),
            .specChanged,
            steps,
            changes: [
                StackFixtures.change(AttributeKey(.environment, "API_TOKEN"), "(sealed)", "(sealed)", .replace, .file),
                StackFixtures.change(AttributeKey(.user), "1000", "0:0", .replace, .file),
            ],
            impact: Impact(downtime: true, dataLoss: .containerLayer, reversible: false, backup: .configuration)
        ).found(findings)
    }

    private static let findings = [
        found(.privileged, .privileged, "true", 20),
        found(.engineSocket, .mount, member: "/var/run/docker.sock", "/run/docker.sock rw", 31, allowed: "it builds"),
        found(.bindOfSystemFolder, .mount, member: "/host/etc", "/etc ro", 32),
        found(.hostNetwork, .networkMode, "host", 21), found(.hostPID, .pid, "host", 22),
        found(.hostIPC, .ipc, "host", 23), found(.hostUTS, .uts, "host", 24),
        found(.hostUserNamespace, .userNamespace, "host", 25), found(.hostCgroup, .cgroupNamespace, "host", 26),
        found(.addedCapabilities, .capAdd, "CAP_NET_ADMIN, CAP_SYS_ADMIN", 27),
        found(.devices, .device, member: "/dev/kvm", "/dev/kvm rwm", 35),
        found(.unconfined, .securityOption, member: "seccomp", "unconfined", 38),
        found(.customConfinement, .securityOption, member: "apparmor", "(sealed)", 39),
        found(.foreignNamespace, .volumesFrom, "backup", 41),
        found(.bindOutsideProject, .mount, member: "/other", "/srv/other rw", 33),
        found(.portOnAllInterfaces, .port, member: "8093/tcp", ":8093", 44),
        found(.movingTag, .image, "registry.example.com/acme/runner:latest", 14),
        found(.rootUser, .user, "0:0", 15), found(.healthCheckRemoved, .healthcheck, member: "test", "", 46),
        found(.restartPolicyRemoved, .restart, "was always", 47),
        Action.Finding(.anonymousVolumeLeft, nil, "77aa77aa77aa", at: "\(StackFixtures.file):12:3"),
        Action.Finding(.downtimeOfDependants, nil, "dashboard, metrics", at: "\(StackFixtures.file):12:3"),
    ]

    /// Not stopped, but cut off.
    private static let stop = StackFixtures.action(
        .update,
        Address(.container, "proxy"),
        .hostChanged,
        [.disconnectNetwork(network: "front", networkID: String(repeating: "cc", count: 32), container: Fixtures.hash)],
        changes: [StackFixtures.change(AttributeKey(.network, "front"), "connected", nil, .inPlace, .host)],
        impact: Impact(downtime: true, dataLoss: .none, reversible: true, backup: .configuration)
    )

    private static let delete = Fixtures.deletion(.container, "test-import")

    private static let lost = Fixtures.deletion(.volume, "test-data").found([
        Action.Finding(.volumeDataLost, nil, "the volume and its content")
    ])

    private static func found(
        _ name: FindingName,
        _ family: AttributeFamily,
        member: String? = nil,
        _ detail: String,
        _ line: Int,
        allowed: String? = nil
    ) -> Action.Finding {
        let key = AttributeKey(family, member)
        return Action.Finding(name, key, detail, at: "\(StackFixtures.file):\(line):5", allowed: allowed)
    }

    static func report(_ standing: PlanStanding? = nil) throws -> PlanReport {
        Fixtures.report(StackFixtures.content(try actions()), standing: standing)
    }
}

extension Action {
    fileprivate func found(_ findings: [Finding]) -> Action {
        var action = self
        action.findings = findings
        return action
    }
}
