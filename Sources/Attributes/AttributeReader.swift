package import Domain
import JSON

/// Reads the Engine's JSON into attributes that can be compared: the same text for the same thing, whoever wrote it.
///
/// One reader serves all sides: a create body is what is wanted, an image's configuration its defaults, an inspect
/// answer what is. It settles spelling only. The values with which the Engine says "not set" (`""`, `0`, `false`,
/// `null`, mostly `[]`) leave the attribute out of the set. This code calls such an attribute silent; what silence
/// means on each side (the image's default, the Engine's, no opinion) is decided by planning. Defaults that the Engine
/// fills in (a runtime, a log driver) are read like any other value. A value of the wrong type counts as not set: the
/// Engine is trusted to keep its types.
package struct AttributeReader: Sendable {
    let seal: @Sendable ([UInt8]) -> String
    /// Whether people read what comes out: texts stand as they are, and labels of tools are read too.
    let isForPeople: Bool

    /// - Parameter seal: Gives the keyed digest, `hmac-sha256:<hex>`, that stands for what may be a secret.
    package init(seal: @escaping @Sendable ([UInt8]) -> String) {
        self.seal = seal
        isForPeople = false
    }

    private init(forPeople seal: @escaping @Sendable ([UInt8]) -> String) {
        self.seal = seal
        isForPeople = true
    }

    /// Reads the bodies of a plan for people: what stands there in plain stays so, and a secret is the digest of its
    /// reference. For comparing it is of no use.
    package static let forPeople = AttributeReader(forPeople: { String(decoding: $0, as: UTF8.self) })

    /// What a create body and the connections beside it want.
    ///
    /// - Parameters:
    ///   - name: The container's name, which Compose adds to its aliases and the body does not hold.
    ///   - body: The body of `POST /containers/create`, with references where secrets and other containers stand. A
    ///     secret within a list, a label or an option must be the whole element, since only then its digest is known.
    ///   - connections: The networks that are connected after it; the one in the body may be among them.
    /// - Returns: What the two set, and nothing that the Engine adds.
    package func container(
        name: String,
        body: JSON,
        connections: [DesiredContainer.Connection] = []
    ) -> AttributeSet {
        var set = AttributeSet.empty
        let host = body["HostConfig"] ?? .nothing
        readContainer(body, host, id: nil, into: &set)
        readMounts(body: body, host, into: &set)
        var endpoints = EndpointList(body["NetworkingConfig"]?["EndpointsConfig"]?.members ?? [])
        for connection in connections { endpoints.replace(connection.network, connection.endpoint) }
        endpoints.imply(networkMode: set[.networkMode])
        readEndpoints(endpoints, host, own: OwnNames(name: name, config: body), into: &set)
        return set
    }

    /// What `GET /containers/{id}/json` tells of a container.
    package func container(inspect: JSON) -> AttributeSet {
        var set = AttributeSet.empty
        let config = inspect["Config"] ?? .nothing
        let host = inspect["HostConfig"] ?? .nothing
        readContainer(config, host, id: inspect["Id"]?.string, into: &set)
        readMounts(inspect: inspect, host, into: &set)
        let endpoints = EndpointList(inspect["NetworkSettings"]?["Networks"]?.members ?? [])
        let name = inspect["Name"]?.string ?? ""
        let own = OwnNames(name: name.text(after: "/") ?? name, id: inspect["Id"]?.string, config: config)
        readEndpoints(endpoints, host, own: own, into: &set)
        return set
    }

    /// The defaults that an image gives to a container whose create body does not set them.
    ///
    /// - Parameter config: The `Config` of `GET /images/{reference}/json`.
    /// - Returns: The attributes of containers that an image can set.
    package func image(config: JSON) -> AttributeSet {
        var set = AttributeSet.empty
        readProcess(config, into: &set)
        readLabels(config["Labels"], into: &set)
        for member in config.map("Volumes") {
            set[.mount, member.key.cleanPath] = Mount.anonymousVolume.text
        }
        return set
    }

    private func readContainer(_ config: JSON, _ host: JSON, id: String?, into set: inout AttributeSet) {
        readProcess(config, into: &set)
        readLabels(config["Labels"], into: &set)
        readIdentity(config, id: id, into: &set)
        readLifecycle(host, into: &set)
        readLimits(host, into: &set)
        readNamespaces(host, into: &set)
        readSecurity(host, into: &set)
        readDevices(host, into: &set)
        readLogging(host, into: &set)
        readKernel(host, into: &set)
        readPorts(host["PortBindings"], into: &set)
        readNames(host, into: &set)
    }
}

extension AttributeReader {
    /// What the body of `POST /networks/create` wants.
    package func network(body: JSON) -> AttributeSet { network(body) }

    /// What `GET /networks/{id}` tells. The Engine gives a network that asked for none a subnet and a gateway; those
    /// read like any others.
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

    /// A subnet is one member of the family, and each of its parts (gateway, range) is another: the Engine adds a
    /// gateway to a subnet that names none, and that must not count as a difference for a file that named none.
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

/// What may hold a secret, as keyed digests.
extension AttributeReader {
    /// The text of an empty list, for the attributes where an empty list differs from none.
    static var emptyList: String { "[]" }

    /// The digest of a text. For a secret's reference, the digest that the reference carries; `nil` for anything else.
    func sealed(_ value: JSON) -> String? {
        if let text = value.string { return seal(Array(text.utf8)) }
        switch BodyReference(value) {
        case .secret(_, let hmac, _): return hmac
        case .container(let name, let prefix): return seal(Array((prefix + name).utf8))
        case nil: return nil
        }
    }

    /// A text of arbitrary content: plain where its form rules out a secret (``PlainForm``), else as a digest; `nil`
    /// where it is not set.
    func free(_ value: JSON?, _ isPlain: (String) -> Bool = { _ in false }) -> String? {
        guard let value else { return nil }
        guard let text = value.string else { return sealed(value) }
        return text.isEmpty ? nil : isPlain(text) ? text : seal(Array(text.utf8))
    }

    /// The digest of a list, made from the digests of its elements: so it can be computed where only the digest of a
    /// secret element is known.
    ///
    /// For people it is a JSON list.
    func sealed(list: [JSON]) -> String {
        let elements = list.compactMap(sealed)
        return isForPeople
            ? JSON.strings(elements).text(.compact) : seal(Array(elements.joined(separator: "\n").utf8))
    }

    /// Each member of a map as a member of a family.
    func readSealed(
        _ map: JSON?,
        as family: AttributeFamily,
        under prefix: String = "",
        into set: inout AttributeSet
    ) {
        for member in map?.members ?? [] {
            set[family, prefix + member.key] = sealed(member.value)
        }
    }
}
