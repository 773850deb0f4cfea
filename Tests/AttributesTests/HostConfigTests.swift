import Attributes
import Domain
import Testing

/// `HostConfig`: a body and an inspect answer that say the same read the same.
@Suite struct HostConfigTests {
    private func expect(_ host: String, _ expected: [String]) throws {
        #expect(try Reading.body(host: host).lines == expected)
        #expect(try Reading.inspect(host: host).lines == expected)
    }

    @Test(arguments: [
        (#"{"RestartPolicy":{"Name":"","MaximumRetryCount":0}}"#, ["restart=no"]), (#"{"RestartPolicy":null}"#, []),
        (#"{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3}}"#, ["restart=on-failure:3"]),
        (#"{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":0}}"#, ["restart=on-failure"]),
        (#"{"RestartPolicy":{"Name":"always","MaximumRetryCount":3}}"#, ["restart=always"]),
        (#"{"Init":false}"#, ["init=false"]), (#"{"Init":true}"#, ["init=true"]), (#"{"Init":null}"#, []),
        (#"{"Runtime":"runc","Isolation":"default"}"#, ["runtime=runc"]),
        (#"{"Isolation":"hyperv"}"#, ["isolation=hyperv"]),
        (#"{"Privileged":true,"ReadonlyRootfs":true}"#, ["privileged=true", "read_only=true"]),
        (#"{"Privileged":false,"ReadonlyRootfs":false,"GroupAdd":[]}"#, []),
        (#"{"GroupAdd":["45","44","45"]}"#, ["group_add=44, 45"]),
        (
            #"{"AutoRemove":true,"ConsoleSize":[0,0],"ContainerIDFile":"x","PublishAllPorts":true,"VolumeDriver":"x"}"#,
            []
        ),
    ])
    func `how a container runs`(host: String, expected: [String]) throws { try expect(host, expected) }

    @Test(arguments: [
        (
            #"{"Memory":67108864,"MemorySwap":-1,"MemoryReservation":1}"#,
            ["memory=67108864", "memory_reservation=1", "memory_swap=-1"]
        ),
        (#"{"Memory":0,"MemorySwap":0,"NanoCpus":0,"CpuShares":0,"PidsLimit":0,"ShmSize":0,"OomScoreAdj":0}"#, []),
        (#"{"MemorySwappiness":0}"#, ["memory_swappiness=0"]), (#"{"MemorySwappiness":-1}"#, []),
        (#"{"MemorySwappiness":null,"OomKillDisable":null}"#, []), (#"{"OomKillDisable":false}"#, []),
        (#"{"OomKillDisable":true,"OomScoreAdj":-500}"#, ["oom_kill_disable=true", "oom_score_adj=-500"]),
        (#"{"NanoCpus":500000000}"#, ["cpus=0.5"]), (#"{"NanoCpus":2000000000}"#, ["cpus=2"]),
        (#"{"NanoCpus":1000000001}"#, ["cpus=1.000000001"]), (#"{"NanoCpus":128999992}"#, ["cpus=0.128999992"]),
        (
            #"{"CpuPeriod":50000,"CpuQuota":25000,"CpuShares":512}"#,
            ["cpu_period=50000", "cpu_quota=25000", "cpu_shares=512"]
        ),
        (#"{"CpusetCpus":"0-1","CpusetMems":"0"}"#, ["cpuset=0-1", "cpuset_mems=0"]),
        (#"{"CpuRealtimePeriod":1,"CpuRealtimeRuntime":2}"#, ["cpu_rt_period=1", "cpu_rt_runtime=2"]),
        (#"{"PidsLimit":-1}"#, []), (#"{"PidsLimit":null}"#, []), (#"{"PidsLimit":50}"#, ["pids_limit=50"]),
        (#"{"ShmSize":67108864}"#, ["shm_size=67108864"]),
        (
            #"{"BlkioWeight":300,"BlkioWeightDevice":[{"Path":"/dev/a","Weight":4}],"BlkioDeviceReadBps":[{"Path":"/dev/a","Rate":5}]}"#,
            ["blkio.read_bps./dev/a=5", "blkio.weight=300", "blkio.weight_device./dev/a=4"]
        ),
        (
            #"{"Ulimits":[{"Name":"nofile","Soft":1024,"Hard":2048},{"Name":"nproc","Soft":-1,"Hard":-1}]}"#,
            ["ulimit.nofile=1024:2048", "ulimit.nproc=-1"]
        ),
    ])
    func `what a container may use`(host: String, expected: [String]) throws { try expect(host, expected) }

    @Test(arguments: [
        (#"{"NetworkMode":"default"}"#, "bridge"), (#"{"NetworkMode":"shop_default"}"#, "shop_default"),
        (#"{"NetworkMode":"container:abc"}"#, "container:abc"),
    ])
    func `the network mode`(host: String, expected: String) throws {
        #expect(try Reading.body(host: host)[.networkMode] == expected)
        #expect(try Reading.inspect(host: host)[.networkMode] == expected)
    }

    @Test(arguments: [
        (
            #"{"IpcMode":"host","PidMode":"host","UTSMode":"host","UsernsMode":"host","CgroupnsMode":"private","CgroupParent":"/p"}"#,
            ["cgroup=private", "cgroup_parent=</p>", "ipc=host", "pid=host", "userns=host", "uts=host"]
        ),
        (
            #"{"IpcMode":"","PidMode":"","UTSMode":"","UsernsMode":"","CgroupnsMode":"","CgroupParent":"","Cgroup":""}"#,
            []
        ),
        (#"{"VolumesFrom":["b:rw","a:ro","container:c"]}"#, ["volumes_from=b, a:ro, c"]),
        (#"{"VolumesFrom":null}"#, []),
    ])
    func `what a container shares`(host: String, expected: [String]) throws { try expect(host, expected) }

    @Test func `another container is a name in what is wanted`() throws {
        let web = BodyReference.container(name: "shop-web-1", prefix: "container:").json
        let bare = BodyReference.container(name: "shop-db-1", prefix: "").json
        let body: JSON = ["HostConfig": ["NetworkMode": web, "PidMode": web, "IpcMode": web, "VolumesFrom": [bare]]]
        #expect(
            Reading.reader.container(name: "x", body: body).lines == [
                "ipc=container:shop-web-1", "network_mode=container:shop-web-1", "pid=container:shop-web-1",
                "volumes_from=shop-db-1",
            ]
        )
    }

    @Test(arguments: [
        (#"{"CapAdd":["sys_ptrace","CAP_NET_ADMIN","NET_ADMIN"]}"#, ["cap_add=CAP_NET_ADMIN, CAP_SYS_PTRACE"]),
        (#"{"CapAdd":[],"CapDrop":["all"]}"#, ["cap_drop=ALL"]),
        (#"{"SecurityOpt":["no-new-privileges"]}"#, ["security_opt.no-new-privileges=true"]),
        (#"{"SecurityOpt":["no-new-privileges:true"]}"#, ["security_opt.no-new-privileges=true"]),
        (#"{"SecurityOpt":["no-new-privileges=true"]}"#, ["security_opt.no-new-privileges=true"]),
        (#"{"SecurityOpt":["label:user:U","label=type:t"]}"#, ["security_opt.label=<type:t>, <user:U>"]),
        (#"{"SecurityOpt":["label=disable"],"MaskedPaths":null,"ReadonlyPaths":null}"#, ["security_opt.label=disable"]),
        (
            #"{"SecurityOpt":["seccomp=unconfined","apparmor:p"]}"#,
            ["security_opt.apparmor=<p>", "security_opt.seccomp=unconfined"]
        ),
        (#"{"SecurityOpt":["seccomp={ \"b\": 1, \"a\": [] }"]}"#, [#"security_opt.seccomp=<{"a":[],"b":1}>"#]),
        (#"{"SecurityOpt":["seccomp={broken"]}"#, ["security_opt.seccomp=<{broken>"]),
        (#"{"MaskedPaths":[],"ReadonlyPaths":[]}"#, ["security_opt.systempaths=unconfined"]),
        (#"{"MaskedPaths":["/proc/acpi"],"ReadonlyPaths":["/proc/bus"]}"#, []),
    ])
    func `capabilities and security options`(host: String, expected: [String]) throws { try expect(host, expected) }

    @Test(arguments: [
        (
            #"{"Devices":[{"PathOnHost":"/dev/a","PathInContainer":"/dev/b","CgroupPermissions":"mr"},{"PathOnHost":"/dev/c"}]}"#,
            ["device./dev/b=/dev/a rm", "device./dev/c=/dev/c rwm"]
        ),
        (#"{"DeviceCgroupRules":["c 1:3 mr","a 7:* rmw"]}"#, ["device_cgroup_rule=a 7:* rwm, c 1:3 rm"]),
        (
            #"{"DeviceRequests":[{"Driver":"nvidia","Count":-1,"Capabilities":[["nvidia","gpu"]],"Options":{"k":"v"}}]}"#,
            ["gpus=driver=nvidia count=all capabilities=gpu+nvidia options=k=<v>"]
        ),
        (
            #"{"DeviceRequests":[{"Driver":"","Count":0,"DeviceIDs":["2","1"],"Capabilities":[["gpu"]]}]}"#,
            ["gpus=ids=1,2 capabilities=gpu"]
        ),
        (#"{"Devices":[],"DeviceRequests":null,"DeviceCgroupRules":null}"#, []),
    ])
    func `devices`(host: String, expected: [String]) throws { try expect(host, expected) }

    @Test(arguments: [
        (
            #"{"LogConfig":{"Type":"json-file","Config":{"max-size":"1m"}}}"#,
            ["log_driver=json-file", "log_option.max-size=<1m>"]
        ),
        (#"{"LogConfig":{"Type":"","Config":null}}"#, []), (#"{"Sysctls":{"a.b":"1"}}"#, ["sysctl.a.b=<1>"]),
        (#"{"Sysctls":{"net.ipv4.conf.eth0.forwarding":"1"}}"#, ["sysctl.net.ipv4.conf.IFNAME.forwarding=<1>"]),
        (#"{"Sysctls":null,"StorageOpt":{"size":"1G"}}"#, ["storage_opt.size=<1G>"]),
    ])
    func `maps whose values may be secrets`(host: String, expected: [String]) throws { try expect(host, expected) }

    @Test(arguments: [
        (#"{"8069/tcp":[{"HostIp":"127.0.0.1","HostPort":"8069"}]}"#, "127.0.0.1:8069"),
        (#"{"8069":[{"HostIp":"","HostPort":"80"}]}"#, ":80"),
        (#"{"8069/TCP":[{"HostIp":"0.0.0.0","HostPort":"80"}]}"#, ":80"),
        (#"{"8069/tcp":[{"HostIp":"::","HostPort":"80"},{"HostIp":"0.0.0.0","HostPort":"80"}]}"#, ":80"),
        (#"{"8069/tcp":[{"HostIp":"::1","HostPort":"80"}]}"#, "[::1]:80"),
        (#"{"8069/tcp":[{"HostIp":"0:0:0:0:0:0:0:1","HostPort":"80"}]}"#, "[::1]:80"),
        (#"{"8069/tcp":[{"HostPort":"82"},{"HostPort":"81"}]}"#, ":81, :82"),
        (#"{"8069/tcp":[{"HostIp":"127.0.0.1","HostPort":"9000-9009"}]}"#, "127.0.0.1:9000-9009"),
        (#"{"8069/tcp":[{"HostIp":"127.0.0.1","HostPort":""}]}"#, "127.0.0.1:(any)"),
        (#"{"8069/tcp":[{"HostPort":"0"}]}"#, ":(any)"), (#"{"8069/tcp":[]}"#, ":(any)"),
        (#"{"8069/tcp":null}"#, ":(any)"),
    ])
    func `a published port, whichever way it is spelt`(bindings: String, expected: String) throws {
        try expect(#"{"PortBindings":\#(bindings)}"#, ["port.8069/tcp=\(expected)"])
    }

    @Test(arguments: [
        (#"{"ExtraHosts":["a:192.0.2.1"]}"#, ["extra_host.a=<192.0.2.1>"]),
        (#"{"ExtraHosts":["a=192.0.2.1"]}"#, ["extra_host.a=<192.0.2.1>"]),
        (#"{"ExtraHosts":["a:[2001:DB8::0:1]"]}"#, ["extra_host.a=<2001:db8::1>"]),
        (#"{"ExtraHosts":["a:2001:db8:0:0:0:0:0:1"]}"#, ["extra_host.a=<2001:db8::1>"]),
        (
            #"{"ExtraHosts":["a:host-gateway","b:192.0.2.3","b:192.0.2.2"]}"#,
            ["extra_host.a=<host-gateway>", "extra_host.b=<192.0.2.2>, <192.0.2.3>"]
        ),
        (#"{"Dns":["192.0.2.2","192.0.2.1"]}"#, ["dns=192.0.2.2, 192.0.2.1"]),
        (#"{"Dns":["FE80::0:1"]}"#, ["dns=fe80::1"]),
        (#"{"Dns":[],"DnsSearch":null,"DnsOptions":[],"ExtraHosts":null}"#, []),
        (
            #"{"DnsSearch":["b","a"],"DnsOptions":["use-vc","timeout:3"]}"#,
            ["dns_opt=<timeout:3>, <use-vc>", "dns_search=<b>, <a>"]
        ),
    ])
    func `how others are found by name`(host: String, expected: [String]) throws { try expect(host, expected) }

    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
        ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
        ("2001:db8::8:800:200c:417a", "2001:db8::8:800:200c:417a"), ("0:0:1:0:0:1:1:1", "::1:0:0:1:1:1"),
        ("::ffff:192.0.2.1", "::ffff:c000:201"), ("1:2:3:4:5:6:7", "1:2:3:4:5:6:7"), ("1::2::3", "1::2::3"),
        ("12345::", "12345::"), ("fe80::1%eth0", "fe80::1%eth0"), (":::", ":::"),
        ("1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:9"),
    ])
    func `an IPv6 address has one spelling, and what is none stays as it is`(address: String, expected: String) throws {
        try expect(#"{"Dns":["\#(address)"]}"#, ["dns=\(expected)"])
    }
}
