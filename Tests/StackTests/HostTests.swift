import Domain
import Stack
import Testing

/// `HostConfig`, without mounts and networks.
@Suite struct HostTests {
    @Test(arguments: [
        // Restart.
        (#""restart": "always""#, #"{"RestartPolicy":{"Name":"always"}}"#),
        (#""restart": "no""#, #"{"RestartPolicy":{"Name":"no"}}"#),
        (#""restart": "on-failure:3""#, #"{"RestartPolicy":{"MaximumRetryCount":3,"Name":"on-failure"}}"#),
        (
            #""restart": "always", "deploy": {"restart_policy": {"condition": "none"}}"#,
            #"{"RestartPolicy":{"Name":"no"}}"#
        ),
        (
            #""deploy": {"restart_policy": {"condition": "any", "max_attempts": 4}}"#,
            #"{"RestartPolicy":{"MaximumRetryCount":4,"Name":"always"}}"#
        ),
        // Limits.
        (
            #""mem_limit": "64", "mem_reservation": "32", "memswap_limit": "-1", "mem_swappiness": "10""#,
            #"{"Memory":64,"MemoryReservation":32,"MemorySwap":-1,"MemorySwappiness":10}"#
        ),
        (
            #""mem_limit": "1", "cpus": 2, "pids_limit": 3, "deploy": {"resources": {"limits": {"memory": "64","#
                + #" "cpus": 0.5, "pids": 9}, "reservations": {"memory": "8"}}}"#,
            #"{"Memory":64,"MemoryReservation":8,"NanoCpus":500000000,"PidsLimit":9}"#
        ),
        (
            #""pids_limit": -1, "oom_score_adj": -3, "oom_kill_disable": true"#,
            #"{"OomKillDisable":true,"OomScoreAdj":-3,"PidsLimit":-1}"#
        ),
        (
            #""cpu_shares": 1, "cpu_period": 2, "cpu_quota": 3, "cpu_rt_period": 4, "cpu_rt_runtime": 5, "cpuset": "0""#,
            #"{"CpuPeriod":2,"CpuQuota":3,"CpuRealtimePeriod":4,"CpuRealtimeRuntime":5,"CpuShares":1,"CpusetCpus":"0"}"#
        ),
        (
            #""blkio_config": {"weight": 300, "weight_device": [{"Path": "/d", "Weight": 4}],"#
                + #" "device_read_bps": [{"Path": "/d", "Rate": "5"}], "device_write_iops": [{"path": "/d", "rate": 6}]}"#,
            #"{"BlkioDeviceReadBps":[{"Path":"/d","Rate":5}],"BlkioDeviceWriteIOps":[{"Path":"/d","Rate":6}],"#
                + #""BlkioWeight":300,"BlkioWeightDevice":[{"Path":"/d","Weight":4}]}"#
        ),
        (
            #""ulimits": {"nproc": 9, "nofile": {"soft": 1, "hard": 2}, "fsize": -1}"#,
            #"{"Ulimits":[{"Hard":9,"Name":"nproc","Soft":9},{"Hard":2,"Name":"nofile","Soft":1},"#
                + #"{"Hard":-1,"Name":"fsize","Soft":-1}]}"#
        ),
        (#""shm_size": "16777216", "cgroup_parent": "/c""#, #"{"CgroupParent":"/c","ShmSize":16777216}"#),
        // Namespaces.
        (
            #""ipc": "host", "pid": "host", "uts": "host", "userns_mode": "host", "cgroup": "private""#,
            #"{"CgroupnsMode":"private","IpcMode":"host","PidMode":"host","UTSMode":"host","UsernsMode":"host"}"#
        ),
        // Security.
        (
            #""cap_add": ["net_admin", "CAP_CHOWN", "NET_ADMIN"], "cap_drop": ["all", "MKNOD"]"#,
            #"{"CapAdd":["CAP_CHOWN","CAP_NET_ADMIN"],"CapDrop":["ALL"]}"#
        ),
        (#""init": false"#, #"{"Init":false}"#),
        (
            #""init": true, "privileged": true, "read_only": true, "group_add": ["44", "45"]"#,
            #"{"GroupAdd":["44","45"],"Init":true,"Privileged":true,"ReadonlyRootfs":true}"#
        ),
        (
            #""security_opt": ["no-new-privileges", "systempaths=unconfined", "label:disable"]"#,
            #"{"MaskedPaths":[],"ReadonlyPaths":[],"SecurityOpt":["no-new-privileges","label:disable"]}"#
        ),
        // Names, logs and the rest.
        (
            #""dns": ["192.0.2.1"], "dns_search": ["a", "b"], "dns_opt": ["use-vc"]"#,
            #"{"Dns":["192.0.2.1"],"DnsOptions":["use-vc"],"DnsSearch":["a","b"]}"#
        ),
        (
            #""extra_hosts": ["one=192.0.2.3", "six=2001:db8::1", "gate=host-gateway"]"#,
            #"{"ExtraHosts":["one:192.0.2.3","six:2001:db8::1","gate:host-gateway"]}"#
        ),
        (
            #""logging": {"driver": "json-file", "options": {"max-file": "3"}}"#,
            #"{"LogConfig":{"Config":{"max-file":"3"},"Type":"json-file"}}"#
        ),
        (#""logging": {"options": {"max-size": "2m"}}"#, #"{"LogConfig":{"Config":{"max-size":"2m"}}}"#),
        (
            #""sysctls": {"net.a": "0"}, "storage_opt": {"size": "1G"}"#,
            #"{"StorageOpt":{"size":"1G"},"Sysctls":{"net.a":"0"}}"#
        ),
        (
            #""runtime": "runc", "isolation": "default", "annotations": {"a": "b"}"#,
            #"{"Annotations":{"a":"b"},"Isolation":"default","Runtime":"runc"}"#
        ),
        // Devices.
        (
            #""devices": [{"source": "/dev/a", "target": "/dev/b", "permissions": "r"},"#
                + #" {"source": "vendor.com/gpu=all", "target": "vendor.com/gpu=all", "permissions": "rwm"}],"#
                + #" "device_cgroup_rules": ["c 1:3 mr"]"#,
            #"{"DeviceCgroupRules":["c 1:3 mr"],"DeviceRequests":[{"DeviceIDs":["vendor.com/gpu=all"],"Driver":"cdi"}],"#
                + #""Devices":[{"CgroupPermissions":"r","PathInContainer":"/dev/b","PathOnHost":"/dev/a"}]}"#
        ),
        (
            #""gpus": [{"count": -1}], "deploy": {"resources": {"reservations": {"devices": [{"driver": "nvidia","#
                + #" "device_ids": ["0"], "capabilities": ["gpu"], "options": {"a": "b"}}]}}}"#,
            #"{"DeviceRequests":[{"Capabilities":[["gpu"]],"DeviceIDs":["0"],"Driver":"nvidia","Options":{"a":"b"}},"#
                + #"{"Capabilities":[["gpu"]],"Count":-1}]}"#
        ),
    ])
    func `a key becomes the field that Compose sends`(service: String, host: String) throws {
        let result = try Building.build(service: service)
        #expect(result.diagnostics.isEmpty)
        #expect(result.told == "{\"HostConfig\":\(host)}")
    }

    /// What Compose 5.6.1 sends; it multiplies in single precision.
    @Test(arguments: [
        ("0.5", 500_000_000), ("0.333", 333_000_000), ("0.29", 290_000_000), ("1.3", 1_300_000_000),
        ("0.129", 128_999_992), ("0.016", 16_000_001), ("1.001", 1_001_000_064), ("2", 2_000_000_000),
    ])
    func `processors are rounded as Compose rounds them`(cpus: String, expected: Int64) throws {
        let result = try Building.build(service: "\"cpus\": \(cpus)")
        #expect(result.container?.body["HostConfig"]?["NanoCpus"]?.integer == expected)
    }

    @Test func `the text of a seccomp profile is sent, compact`() throws {
        let result = try Building.build(
            service: #""security_opt": ["seccomp=./files/p.json", "seccomp:/abs.json", "seccomp=unconfined"]"#,
            files: ["/srv/p/files/p.json": "{ \"a\" :\n [ \" b \\\" \" ] }", "/abs.json": "{}"]
        )
        let options = result.container?.body["HostConfig"]?["SecurityOpt"]?.array?.compactMap(\.string)
        #expect(options == [#"seccomp={"a":[" b \" "]}"#, "seccomp={}", "seccomp=unconfined"])
    }

    @Test(arguments: [[:], ["/srv/p/p.json": "{"]] as [[String: String]])
    func `a seccomp profile that is missing or no JSON is refused`(files: [String: String]) throws {
        let result = try Building.build(service: #""security_opt": ["seccomp=p.json"]"#, files: files)
        #expect(result.stack == nil)
        #expect(result.findings == ["RC122 error p.json"])
    }
}
