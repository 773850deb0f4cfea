import Domain
import JSON
import Stack
import Testing

/// Networks and volumes.
@Suite struct ResourceTests {
    private func build(_ rest: String, apiVersion: String? = nil) throws -> StackResult {
        try Building.build(service: "", rest: rest, apiVersion: apiVersion)
    }

    private func told(_ body: JSON?) -> String? {
        guard let members = body?.members else { return nil }
        return JSON.object(members.filter { $0.key != "Labels" }).text(.compact)
    }

    @Test(arguments: [
        (#""ipam": {}"#, #"{"Name":"p_n"}"#),
        (#""name": "own", "driver": "bridge""#, #"{"Driver":"bridge","Name":"own"}"#),
        (#""internal": true, "attachable": true"#, #"{"Attachable":true,"Internal":true,"Name":"p_n"}"#),
        (#""driver_opts": {"mtu": "1400"}"#, #"{"Name":"p_n","Options":{"mtu":"1400"}}"#),
        (#""enable_ipv6": false"#, #"{"EnableIPv6":false,"Name":"p_n"}"#),
        (#""enable_ipv4": true"#, #"{"Name":"p_n"}"#),
        (
            #""ipam": {"driver": "default", "config": [{"subnet": "10.0.0.0/24", "ip_range": "10.0.0.128/25","#
                + #" "gateway": "10.0.0.1", "aux_addresses": {"a": "10.0.0.5"}}, {"subnet": "fd00::/64"}],"#
                + #" "options": {"o": "p"}}"#,
            #"{"IPAM":{"Config":[{"AuxiliaryAddresses":{"a":"10.0.0.5"},"Gateway":"10.0.0.1","#
                + #""IPRange":"10.0.0.128/25","Subnet":"10.0.0.0/24"},{"Subnet":"fd00::/64"}],"Driver":"default","#
                + #""Options":{"o":"p"}},"Name":"p_n"}"#
        ),
    ])
    func `a network has the body that Compose sends`(network: String, body: String) throws {
        let result = try build("\"networks\": {\"n\": {\(network)}}", apiVersion: "1.41")
        #expect(result.diagnostics.isEmpty)
        #expect(told(result.stack?.networks.first?.body) == body)
    }

    @Test func `a network without IPv4 needs an Engine that can do without`() throws {
        let network = #""networks": {"n": {"enable_ipv4": false}}"#
        #expect(try build(network, apiVersion: "1.47").findings == ["RC125 error enable_ipv4"])
        #expect(
            told(try build(network, apiVersion: "1.48").stack?.networks.first?.body)
                == #"{"EnableIPv4":false,"Name":"p_n"}"#
        )
    }

    @Test func `a volume has the body that Compose sends`() throws {
        let result = try build(
            #""volumes": {"v": {"driver": "local", "driver_opts": {"type": "tmpfs"}}, "w": {"name": "own"}}"#
        )
        let volumes = try #require(result.stack?.volumes)
        #expect(volumes.map(\.name) == ["own", "p_v"])
        #expect(told(volumes[1].body) == #"{"Driver":"local","DriverOpts":{"type":"tmpfs"},"Name":"p_v"}"#)
        #expect(volumes[1].attributes[.driver] == "local")
    }

    /// Compose removes and recreates a network, or a volume with its data, whose config hash differs from its own;
    /// without a hash it leaves them.
    @Test func `labels are Compose's, without a hash`() throws {
        let model = try Building.model(
            #"{"services": {}, "networks": {"n": {"labels": {"a": "b"}}}, "volumes": {"v": {}}}"#
        )
        let stack = try #require(Building.build(model, hashes: ["n": "x", "v": "x"]).stack)
        let prefix = "com.docker.compose."
        #expect(
            stack.networks[0].body["Labels"] == [
                "a": "b", "\(prefix)project": "p", "\(prefix)network": "n",
            ]
        )
        #expect(
            stack.volumes[0].body["Labels"] == ["\(prefix)project": "p", "\(prefix)volume": "v"]
        )
    }

    @Test func `external things have no body and nothing to compare`() throws {
        let result = try build(
            #""networks": {"n": {"name": "out", "external": true, "ipam": {}}}, "volumes": {"v": {"name": "data", "external": true}}"#
        )
        let network = try #require(result.stack?.networks.first)
        let volume = try #require(result.stack?.volumes.first)
        #expect(network.isExternal && volume.isExternal)
        #expect([network.name, volume.name] == ["out", "data"])
        #expect(network.body == [:] && volume.body == [:])
        #expect(network.attributes == .empty && volume.attributes == .empty)
    }

    @Test(arguments: [("1.41", 1, 41), ("1.9", 1, 9)])
    func `versions are numbers`(text: String, major: Int, minor: Int) throws {
        #expect(APIVersion(text) == APIVersion(major, minor))
        #expect(APIVersion(1, 9) < APIVersion(1, 41))
    }

    @Test(arguments: ["", "1", "1.x", "1.41.0", "v1.41"])
    func `what is no version is none`(text: String) { #expect(APIVersion(text) == nil) }
}
