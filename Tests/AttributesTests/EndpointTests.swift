import Attributes
import Domain
import Testing

/// The networks of a container.
@Suite struct EndpointTests {
    private static let id = "0123456789abcdef"
    private static let labels = """
        {"com.docker.compose.project":"shop","com.docker.compose.service":"web","com.docker.compose.container-number":"2"}
        """

    private func wanted(_ endpoint: String, mode: String = "shop_default") throws -> AttributeSet {
        let body: JSON = [
            "Labels": try Reading.json(Self.labels), "Hostname": "shown",
            "HostConfig": ["NetworkMode": .string(mode)],
            "NetworkingConfig": ["EndpointsConfig": ["shop_default": try Reading.json(endpoint)]],
        ]
        return Reading.reader.container(name: "front", body: body)
    }

    private func observed(_ endpoint: String, mode: String = "shop_default") throws -> AttributeSet {
        let inspect: JSON = [
            "Id": .string(Self.id), "Name": "/front",
            "Config": ["Labels": try Reading.json(Self.labels), "Hostname": "shown"],
            "HostConfig": ["NetworkMode": .string(mode)],
            "NetworkSettings": ["Networks": ["shop_default": try Reading.json(endpoint)]],
        ]
        return Reading.reader.container(inspect: inspect)
    }

    @Test(arguments: [
        ("{}", "connected"), ("null", "connected"), (#"{"Aliases":["front","web","shop-web-2","shown"]}"#, "connected"),
        (#"{"Aliases":["www","front","api","api"]}"#, "aliases=api,www"),
        (#"{"IPAMConfig":{"IPv4Address":"10.0.0.2","IPv6Address":"FD00:0::2"}}"#, "ipv4=10.0.0.2 ipv6=fd00::2"),
        (#"{"IPAMConfig":{"LinkLocalIPs":["169.254.1.2","169.254.1.1"]}}"#, "link_local=169.254.1.1,169.254.1.2"),
        (#"{"IPAMConfig":{},"Aliases":null,"GwPriority":0,"DriverOpts":null}"#, "connected"),
        (#"{"GwPriority":5,"DriverOpts":{"b":"2","a":"1"}}"#, "gw_priority=5 driver_opts=<a=<1>\nb=<2>>"),
    ])
    func `an endpoint has one text`(endpoint: String, expected: String) throws {
        #expect(try wanted(endpoint)[AttributeKey(.network, "shop_default")] == expected)
        #expect(try observed(endpoint)[AttributeKey(.network, "shop_default")] == expected)
    }

    @Test func `what the Engine adds to an endpoint is not read`() throws {
        let endpoint = """
            {"Aliases":["www","0123456789ab"],"IPAddress":"10.0.0.2","Gateway":"10.0.0.1","MacAddress":"02:42:0A:00:00:02",
             "NetworkID":"n","EndpointID":"e","DNSNames":["front","x"]}
            """
        let set = try observed(endpoint)
        #expect(set[AttributeKey(.network, "shop_default")] == "aliases=www")
        // An inspect answer does not show whether the address was asked for, so it is read; it is compared only where
        // the file asks for one.
        #expect(set[AttributeKey(.macAddress, "shop_default")] == "02:42:0a:00:00:02")
        #expect(
            try wanted(#"{"MacAddress":"02:42:0A:00:00:02"}"#)[AttributeKey(.macAddress, "shop_default")]
                == "02:42:0a:00:00:02"
        )
    }

    @Test func `connections stand beside the network of the body, and one of them is it`() throws {
        let body: JSON = [
            "HostConfig": ["NetworkMode": "a"], "NetworkingConfig": ["EndpointsConfig": ["a": [:]]],
        ]
        let connections = [
            DesiredContainer.Connection(network: "a", endpoint: ["Aliases": ["x"]]),
            DesiredContainer.Connection(network: "b", endpoint: ["Aliases": ["y"]]),
        ]
        #expect(
            Reading.reader.container(name: "web", body: body, connections: connections).lines == [
                "network.a=aliases=x", "network.b=aliases=y", "network_mode=a",
            ]
        )
    }

    @Test(arguments: [
        ("bridge", ["network.bridge=connected", "network_mode=bridge"]),
        ("default", ["network.bridge=connected", "network_mode=bridge"]),
        ("host", ["network.host=connected", "network_mode=host"]),
        ("none", ["network.none=connected", "network_mode=none"]), ("container:x", ["network_mode=container:x"]),
    ])
    func `a body without endpoints is connected where its mode says`(mode: String, expected: [String]) throws {
        #expect(try Reading.body(host: #"{"NetworkMode":"\#(mode)"}"#).lines == expected)
    }

    @Test func `links of an endpoint and of the default bridge are the same`() throws {
        let body = try wanted(#"{"Links":["shop-db-1:db","shop-cache-1"]}"#)
        #expect(body[.link] == "shop-cache-1:shop-cache-1, shop-db-1:db")
        #expect(try observed(#"{"Links":["shop-cache-1:shop-cache-1","shop-db-1:db"]}"#)[.link] == body[.link])
        #expect(try Reading.inspect(host: #"{"Links":["/shop-db-1:/shop-web-1/db"]}"#)[.link] == "shop-db-1:db")
        #expect(try Reading.inspect(host: #"{"Links":null}"#)[.link] == nil)
    }

    @Test func `a kernel parameter of eth0 is the same where the Engine moved it to the endpoint`() throws {
        let moved =
            #"{"DriverOpts":{"com.docker.network.endpoint.sysctls":"net.ipv4.conf.IFNAME.forwarding=1,net.ipv6.conf.IFNAME.mtu=9"}}"#
        let set = try observed(moved)
        #expect(set[AttributeKey(.network, "shop_default")] == "connected")
        #expect(set[AttributeKey(.sysctl, "net.ipv4.conf.IFNAME.forwarding")] == "<1>")
        #expect(set[AttributeKey(.sysctl, "net.ipv6.conf.IFNAME.mtu")] == "<9>")
        // Engines from 28 move only the parameters of the first network. On any other network the option was asked for
        // in this form.
        let own = try observed(moved, mode: "other")
        #expect(own.members(of: .sysctl).isEmpty)
        #expect(own[AttributeKey(.network, "shop_default")] != "connected")
    }
}
