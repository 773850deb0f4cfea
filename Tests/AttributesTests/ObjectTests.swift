import Attributes
import Domain
import Testing

/// Networks and volumes.
@Suite struct ObjectTests {
    @Test func `a network that asks for nothing is silent, and what the Engine filled in can be told`() throws {
        let body = try Reading.json(
            #"{"Name":"n","Driver":"","IPAM":null,"Internal":false,"Attachable":false,"Options":null,"Labels":{"com.docker.compose.network":"n"}}"#
        )
        #expect(Reading.reader.network(body: body).lines == [])
        let inspect = try Reading.json(
            """
            {"Name":"n","Id":"1","Scope":"local","Driver":"bridge","EnableIPv6":false,"Internal":false,"Options":{},
             "IPAM":{"Driver":"default","Options":{},"Config":[{"Subnet":"10.0.0.0/24","Gateway":"10.0.0.1"}]},"Labels":{}}
            """
        )
        #expect(
            Reading.reader.network(inspect: inspect).lines == [
                "driver=bridge", "subnet.10.0.0.0/24=set", "subnet.10.0.0.0/24.gateway=10.0.0.1",
            ]
        )
    }

    @Test func `everything that a network can set is read, from both sides the same`() throws {
        let json = try Reading.json(
            """
            {"Driver":"macvlan","Internal":true,"Attachable":true,"EnableIPv6":true,"Options":{"mtu":"1400"},
             "Labels":{"a":"1"},"IPAM":{"Driver":"own","Options":{"o":"2"},"Config":[
              {"Subnet":"FD00:0::/64","IPRange":"fd00::0/80","Gateway":"fd00:0::1","AuxiliaryAddresses":{"p":"fd00:0::5"}}]}}
            """
        )
        let expected = [
            "attachable=true", "driver=macvlan", "driver.ipam=own", "driver_opt.ipam.o=<2>", "driver_opt.mtu=<1400>",
            "enable_ipv6=true", "internal=true", "label.a=<1>", "subnet.fd00::/64=set",
            "subnet.fd00::/64.auxiliary.p=fd00::5", "subnet.fd00::/64.gateway=fd00::1",
            "subnet.fd00::/64.range=fd00::/80",
        ]
        #expect(Reading.reader.network(body: json).lines == expected)
        #expect(Reading.reader.network(inspect: json).lines == expected)
    }

    @Test func `a volume's options are sealed, and have another name in the body`() throws {
        let body = try Reading.json(#"{"Name":"v","Driver":"local","DriverOpts":{"o":"size=1m"},"Labels":{"a":"1"}}"#)
        let inspect = try Reading.json(
            #"{"Name":"v","Driver":"local","Options":{"o":"size=1m"},"Labels":{"a":"1","com.docker.volume.anonymous":""},"Mountpoint":"/x"}"#
        )
        let expected = ["driver=local", "driver_opt.o=<size=1m>", "label.a=<1>"]
        #expect(Reading.reader.volume(body: body).lines == expected)
        #expect(Reading.reader.volume(inspect: inspect).lines == expected)
        #expect(Reading.reader.volume(body: ["Name": "v", "Driver": "", "DriverOpts": [:]]).lines == [])
    }
}
