import Compose
import Domain
import Stack
import Testing

@Suite struct JudgingTests {
    @Test(arguments: [
        (#""post_start": [{"command": ["x"]}]"#, "post_start"), (#""pre_stop": [{"command": ["x"]}]"#, "pre_stop"),
        (#""pre_start": [{"command": ["x"]}]"#, "pre_start"), (#""provider": {"type": "x"}"#, "provider"),
        (#""models": {"m": null}"#, "models"), (#""credential_spec": {"file": "x"}"#, "credential_spec"),
        (#""use_api_socket": true"#, "use_api_socket"), (#""a_future_key": 1"#, "a_future_key"),
        (#""volumes": [{"type": "image", "source": "x", "target": "/t"}]"#, "volumes.type"),
        (#""volumes": [{"type": "npipe", "source": "x", "target": "/t"}]"#, "volumes.type"),
        (#""volumes": [{"type": "cluster", "source": "x", "target": "/t"}]"#, "volumes.type"),
        (#""healthcheck": {"test": ["CMD", "x"], "start_interval": "1s"}"#, "healthcheck.start_interval"),
    ])
    func `what cannot be planned is refused by key`(service: String, key: String) throws {
        let result = try Building.build(service: service)
        #expect(result.stack == nil)
        #expect(result.findings == ["RC125 error \(key)"])
        let finding = try #require(result.diagnostics.first)
        #expect(!finding.fix.isEmpty)
        #expect(finding.summary.contains("service `s`"))
    }

    @Test(arguments: [
        (#""mem_limit": "9000000000000000000""#, "mem_limit"), (#""shm_size": "9007199254740992""#, "shm_size"),
        (#""pids_limit": -9007199254740992"#, "pids_limit"),
        (#""deploy": {"resources": {"limits": {"memory": "9007199254740992"}}}"#, "memory"),
    ])
    func `a number that a plan file cannot hold is refused by its key`(service: String, key: String) throws {
        let result = try Building.build(service: service)
        #expect(result.findings == ["RC125 error \(key)"])
        let column = try #require(result.diagnostics.first?.position?.column)
        #expect(column != 1)
    }

    @Test func `the largest number that a plan file holds is planned`() throws {
        #expect(try Building.build(service: #""mem_limit": "9007199254740991""#).diagnostics.isEmpty)
    }

    @Test(arguments: [
        (#""develop": {"watch": [{"path": "."}]}"#, "develop"), (#""cpu_count": 2"#, "cpu_count"),
        (#""deploy": {"restart_policy": {"condition": "any", "delay": "5s"}}"#, "deploy.restart_policy.delay"),
        (#""deploy": {"restart_policy": {"condition": "any", "window": "5s"}}"#, "deploy.restart_policy.window"),
        (#""deploy": {"resources": {"reservations": {"cpus": 0.2}}}"#, "deploy.resources.reservations.cpus"),
        (
            #""deploy": {"resources": {"reservations": {"generic_resources": [{}]}}}"#,
            "deploy.resources.reservations.generic_resources"
        ),
        (#""network_mode": "host", "mac_address": "02:42:ac:11:65:43""#, "mac_address"),
        (#""pull_policy": "every_12h""#, "pull_policy"),
    ])
    func `what does nothing is warned of`(service: String, key: String) throws {
        let result = try Building.build(service: service)
        #expect(result.stack != nil)
        #expect(result.findings == ["RC125 warning \(key)"])
    }

    @Test(arguments: [
        #""provider": null"#, #""use_api_socket": false"#, #""models": {}"#, #""x-own": 1"#, #""profiles": ["a"]"#,
        #""attach": false"#, #""label_file": ["/l"]"#, #""deploy": {"resources": {}, "placement": {}}"#,
    ])
    func `what says nothing is passed over`(service: String) throws {
        let result = try Building.build(service: service)
        #expect(result.diagnostics.isEmpty)
        #expect(result.told == "{}")
    }

    @Test(arguments: [
        (#""c": {"content": "x"}"#, "content"), (#""c": {"environment": "X"}"#, "environment"),
        (#""c": {"external": true, "name": "c"}"#, "external"), (#""c": {"file": "/f", "driver": "x"}"#, "driver"),
        (#""c": {"file": "/f", "template_driver": "x"}"#, "template_driver"),
    ])
    func `a config or secret that is no mounted file is refused`(declared: String, key: String) throws {
        for kind in ["configs", "secrets"] {
            let result = try Building.build(
                service: "\"\(kind)\": [{\"source\": \"c\"}]",
                rest: "\"\(kind)\": {\(declared)}"
            )
            #expect(result.stack == nil)
            #expect(result.findings == ["RC125 error \(kind).c.\(key)"])
        }
    }

    @Test func `an owner or mode of a config has no effect`() throws {
        let service = #""configs": [{"source": "c", "uid": "1", "gid": "2", "mode": "0440"}]"#
        let result = try Building.build(service: service, rest: #""configs": {"c": {"file": "/f"}}"#)
        #expect(result.findings == ["uid", "gid", "mode"].map { "RC125 warning configs.\($0)" })
    }

    @Test(arguments: [
        (#""healthcheck": {"start_period": "1s", "start_interval": "1s"}"#, "healthcheck.start_interval", "1.44"),
        (#""annotations": {"a": "b"}"#, "annotations", "1.43"),
        (#""networks": {"a": null, "n": {"mac_address": "02:42:ac:11:65:43"}}"#, "networks.n.mac_address", "1.44"),
        (#""networks": {"n": {"gw_priority": 1}}"#, "networks.n.gw_priority", "1.48"),
        (#""networks": {"n": {"interface_name": "e"}}"#, "networks.n.interface_name", "1.49"),
        (
            #""volumes": [{"type": "volume", "source": "v", "target": "/t", "volume": {"subpath": "s"}}]"#,
            "volumes.volume.subpath", "1.45"
        ),
        (
            #""volumes": [{"type": "bind", "source": "/v", "target": "/t", "bind": {"recursive": "readonly"}}]"#,
            "volumes.bind.recursive", "1.44"
        ),
    ])
    func `what is too new for the Engine is refused with the version that it needs`(
        service: String,
        key: String,
        version: String
    ) throws {
        let old = try Building.build(service: service, apiVersion: "1.42")
        #expect(old.stack == nil)
        #expect(old.findings == ["RC125 error \(key)"])
        #expect(old.diagnostics.first?.summary.contains("API \(version)") == true)
        #expect(try Building.build(service: service, apiVersion: version).diagnostics.isEmpty)
        #expect(try Building.build(service: service).diagnostics.isEmpty)
    }

    @Test func `every finding has the place of its key, and all are told at once`() throws {
        let model = try Building.model(
            #"{"services": {"s": {"image": "i", "provider": {"type": "x"}, "scale": 2}, "t": {"models": {"m": null}}}}"#
        )
        let result = Building.build(model)
        let services = model.root["services"]
        let places = [services?["s"]?.entries[1].keyPosition, services?["t"]?.entries[0].keyPosition]
        #expect(result.diagnostics.map(\.position) == places)
    }
}
