import Domain
import JSON
import Stack
import Testing

@Suite struct NetworkingTests {
    private func build(_ service: String, apiVersion: String? = nil) throws -> StackResult {
        let networks =
            #""networks": {"default": {"name": "p_default"}, "front": {"name": "p_front"}, "back": {"name": "back-net"}}"#
        return try Building.build(service: service, rest: networks, apiVersion: apiVersion)
    }

    private let several =
        #""networks": {"default": null, "front": {"priority": 100, "aliases": ["web"]}, "back": {"priority": 10}}"#

    @Test func `the first network by priority is in the body, and all are connections in that order`() throws {
        let container = try #require(try build(several).container)
        #expect(container.connections.map(\.network) == ["p_front", "back-net", "p_default"])
        #expect(container.body["HostConfig"]?["NetworkMode"] == "p_front")
        let endpoints = container.body["NetworkingConfig"]?["EndpointsConfig"]
        #expect(endpoints == ["p_front": ["Aliases": ["p-s-1", "s", "web"]]])
        #expect(container.connections[1].endpoint == ["Aliases": ["p-s-1", "s"]])
        #expect(container.attributes.members(of: .network) == ["back-net", "p_default", "p_front"])
    }

    @Test func `without a priority the first by key comes first`() throws {
        let container = try build(#""networks": {"front": null, "back": null}"#).container
        #expect(container?.connections.map(\.network) == ["back-net", "p_front"])
    }

    @Test func `an endpoint holds its addresses and options`() throws {
        let service =
            #""networks": {"front": {"ipv4_address": "10.0.0.1", "ipv6_address": "fd00::1", "link_local_ips":"#
            + #" ["169.254.1.1"], "driver_opts": {"a": "b"}, "gw_priority": 3, "interface_name": "eth3"}}"#
        let endpoint = try #require(try build(service, apiVersion: "1.50").container?.connections.first?.endpoint)
        #expect(
            endpoint.text(.compact)
                == #"{"Aliases":["p-s-1","s"],"DriverOpts":{"a":"b","com.docker.network.endpoint.ifname":"eth3"},"#
                + #""GwPriority":3,"IPAMConfig":{"IPv4Address":"10.0.0.1","IPv6Address":"fd00::1","#
                + #""LinkLocalIPs":["169.254.1.1"]}}"#
        )
    }

    @Test(arguments: ["host", "none", "bridge", "container:other"])
    func `a mode of its own has no endpoints`(mode: String) throws {
        let container = try #require(try build("\"network_mode\": \"\(mode)\"").container)
        #expect(container.body["HostConfig"]?["NetworkMode"]?.string == mode)
        #expect(container.body["NetworkingConfig"] == nil)
        #expect(container.connections.isEmpty)
    }

    /// Below API 1.44 an Engine ignores the hardware address of an endpoint; it takes the one at the top level of the
    /// create body.
    @Test(arguments: [(nil, true), ("1.41", true), ("1.44", false)] as [(String?, Bool)])
    func `a hardware address goes where the Engine reads it`(apiVersion: String?, isAtTop: Bool) throws {
        for service in [
            #""mac_address": "02:42:AC:11:65:43", "networks": {"front": null}"#,
            #""networks": {"front": {"mac_address": "02:42:AC:11:65:43"}}"#,
        ] {
            let container = try #require(try build(service, apiVersion: apiVersion).container)
            let address: JSON = "02:42:ac:11:65:43"
            #expect(container.body["MacAddress"] == (isAtTop ? address : nil))
            #expect(container.connections[0].endpoint["MacAddress"] == (isAtTop ? nil : address))
        }
    }

    @Test func `two hardware addresses of one endpoint are refused`() throws {
        let service =
            #""mac_address": "02:42:ac:11:65:43", "networks": {"front": {"mac_address": "02:42:ac:11:65:44"}}"#
        #expect(try build(service).findings == ["RC122 error mac_address"])
    }

    @Test func `ports are bound by port of the container`() throws {
        let service =
            #""ports": [{"target": 80, "published": "8080", "host_ip": "127.0.0.1", "protocol": "tcp"},"#
            + #" {"target": 80, "published": "8081-8089"}, {"target": 53, "protocol": "udp"}]"#
        let container = try #require(try build(service).container)
        #expect(container.body["ExposedPorts"] == ["53/udp": [:], "80/tcp": [:]])
        #expect(
            container.body["HostConfig"]?["PortBindings"]?.text(.compact)
                == #"{"53/udp":[{"HostIp":"","HostPort":""}],"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"},"#
                + #"{"HostIp":"","HostPort":"8081-8089"}]}"#
        )
    }

    @Test func `links have the aliases that Compose adds, at the host and at each endpoint`() throws {
        let model = try Building.model(
            #"{"services": {"s": {"image": "i", "links": ["db", "web:w"], "external_links": ["out", "other:o"],"#
                + #" "networks": {"n": null}}, "db": {"image": "i", "scale": 2}, "web": {"image": "i","#
                + #" "container_name": "site"}}, "networks": {"n": {"name": "n"}}}"#
        )
        let container = Building.build(model).stack?.containers.first { $0.service == "s" }
        let links = [
            "p-db-1:db", "p-db-1:db-1", "p-db-1:p-db-1", "p-db-2:db", "p-db-2:db-1", "p-db-2:p-db-1", "site:w",
            "site:web-1", "site:p-web-1", "out:out", "other:o",
        ]
        #expect(container?.body["HostConfig"]?["Links"] == .strings(links))
        #expect(container?.connections.first?.endpoint["Links"] == .strings(links))
    }
}
