package import Domain

extension AttributeReader {
    /// What the body of `POST /networks/create` wants.
    package func network(body: JSON) -> AttributeSet { network(body) }

    /// What `GET /networks/{id}` tells. The Engine gives a network that asked for none a subnet and a gateway; those read
    /// like any others.
    package func network(inspect: JSON) -> AttributeSet { network(inspect) }

    /// What the body of `POST /volumes/create` wants.
    package func volume(body: JSON) -> AttributeSet { volume(body, options: body["DriverOpts"]) }

    /// What `GET /volumes/{name}` tells.
    package func volume(inspect: JSON) -> AttributeSet { volume(inspect, options: inspect["Options"]) }

    private func network(_ json: JSON) -> AttributeSet {
        var set = volume(json, options: json["Options"])
        set[.isInternal] = json["Internal"]?.truth
        set[.attachable] = json["Attachable"]?.truth
        set[.enableIPv6] = json["EnableIPv6"]?.truth
        readAddresses(json["IPAM"] ?? .nothing, into: &set)
        return set
    }

    private func volume(_ json: JSON, options: JSON?) -> AttributeSet {
        var set = AttributeSet.empty
        set[.driver] = json["Driver"]?.text
        readLabels(json["Labels"], into: &set)
        readSealed(options, as: .driverOption, into: &set)
        return set
    }

    /// A subnet is a member, and so is each of its parts: the Engine adds a gateway to a subnet that names none, and
    /// whoever named none does not care.
    private func readAddresses(_ ipam: JSON, into set: inout AttributeSet) {
        if let driver = ipam["Driver"]?.text, driver != "default" {
            set[.driver, "ipam"] = driver
        }
        readSealed(ipam["Options"], as: .driverOption, under: "ipam.", into: &set)
        for pool in ipam.list("Config") {
            guard let subnet = pool["Subnet"]?.text?.canonicalSubnet else { continue }
            set[.subnet, subnet] = "set"
            set[.subnet, "\(subnet).gateway"] = pool["Gateway"]?.text?.canonicalAddress
            set[.subnet, "\(subnet).range"] = pool["IPRange"]?.text?.canonicalSubnet
            for address in pool.map("AuxiliaryAddresses") {
                let key = AttributeKey(.subnet, "\(subnet).auxiliary.\(address.key)")
                set[key] = address.value.text?.canonicalAddress
            }
        }
    }
}
