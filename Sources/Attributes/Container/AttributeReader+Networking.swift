import Domain

/// The networks of a container.
extension AttributeReader {
    func readEndpoints(_ list: EndpointList, _ host: JSON, own: OwnNames, into set: inout AttributeSet) {
        var links = host.texts("Links")
        for (network, endpoint) in list.endpoints {
            links += endpoint.texts("Links")
            set[.macAddress, network] = endpoint["MacAddress"]?.text?.canonicalMAC
            let isFirst = set[.networkMode]?.hasSameBytes(as: network) == true
            if isFirst { readSysctls(endpoint, into: &set) }
            set[.network, network] = text(endpoint, own, isFirst: isFirst)
        }
        set[.link] = TextList.set(links.map(link))
    }

    /// The parts that somebody asked for. Addresses and hardware addresses that the Engine assigned are not among them.
    private func text(_ endpoint: JSON, _ own: OwnNames, isFirst: Bool) -> String {
        let aliases = endpoint.texts("Aliases").filter { !own.contains($0) }
        let addresses = endpoint["IPAMConfig"] ?? .nothing
        let local = addresses.texts("LinkLocalIPs").map(\.canonicalAddress)
        let parts = [
            ("aliases", TextList.set(aliases, separator: ",")),
            ("ipv4", addresses["IPv4Address"]?.text?.canonicalAddress),
            ("ipv6", addresses["IPv6Address"]?.text?.canonicalAddress),
            ("link_local", TextList.set(local, separator: ",")),
            ("gw_priority", endpoint["GwPriority"]?.count),
            ("driver_opts", options(endpoint, isFirst: isFirst)),
        ]
        let texts = parts.compactMap { name, value in value.map { "\(name)=\($0)" } }
        return texts.isEmpty ? "connected" : texts.joined(separator: " ")
    }

    private func options(_ endpoint: JSON, isFirst: Bool) -> String? {
        let members = endpoint.map("DriverOpts").filter { member in
            !isFirst || !member.key.hasSameBytes(as: Sysctl.endpointOption)
        }
        let texts = members.compactMap { member in sealed(member.value).map { "\(member.key)=\($0)" } }
        return TextList.set(texts, separator: "\n").map { seal(Array($0.utf8)) }
    }

    private func readSysctls(_ endpoint: JSON, into set: inout AttributeSet) {
        guard let option = endpoint["DriverOpts"]?[Sysctl.endpointOption]?.text else { return }
        for (name, value) in Sysctl.list(option) {
            set[.sysctl, name] = seal(Array(value.utf8))
        }
    }

    /// `CONTAINER:ALIAS`, which the Engine writes back as `/CONTAINER:/OWN NAME/ALIAS`.
    private func link(_ text: String) -> String {
        guard let (other, alias) = text.cut(at: ":") else { return "\(text):\(text)" }
        let bare = alias.split(separator: "/").last.map(String.init) ?? alias
        return "\(other.text(after: "/") ?? other):\(bare)"
    }
}

/// Endpoints by the names of their networks.
struct EndpointList {
    private(set) var endpoints: [(network: String, endpoint: JSON)]

    init(_ members: [JSON.Member]) { endpoints = members.map { ($0.key, $0.value) } }

    mutating func replace(_ network: String, _ endpoint: JSON) {
        endpoints.removeAll { $0.network.hasSameBytes(as: network) }
        endpoints.append((network, endpoint))
    }

    /// A body without endpoints connects the container to the network that `NetworkMode` names (`host` and `none` count
    /// as networks). With `container:…` it has no endpoint of its own.
    mutating func imply(networkMode: String?) {
        guard endpoints.isEmpty, let networkMode, !networkMode.utf8.starts(with: "container:".utf8) else { return }
        endpoints = [(networkMode, .nothing)]
    }
}

/// The aliases that a container has on every network without asking for them. Compose adds the names of container and
/// service, older Engines the short ID and the host name. They are left out of the comparison.
struct OwnNames {
    private let names: [String]

    init(name: String, id: String? = nil, config: JSON) {
        let labels = config["Labels"] ?? .nothing
        let service = labels["com.docker.compose.service"]?.text
        let parts = [
            labels["com.docker.compose.project"]?.text, service, labels["com.docker.compose.container-number"]?.text,
        ].compactMap(\.self)
        let given = parts.count == 3 ? parts.joined(separator: "-") : nil
        names = [name, service, given, config["Hostname"]?.text, id.map { String($0.prefix(12)) }].compactMap(\.self)
    }

    func contains(_ name: String) -> Bool { names.contains { $0.hasSameBytes(as: name) } }
}

/// Published ports as they were asked for. Where any host port will do, the one that the Engine picked is not read.
extension AttributeReader {
    func readPorts(_ bindings: JSON?, into set: inout AttributeSet) {
        for member in bindings?.members ?? [] {
            let hosts = member.value.array ?? []
            let texts = hosts.isEmpty ? [PortText.anyPort] : hosts.map(binding)
            set[.port, PortText.canonical(member.key)] = TextList.set(texts)
        }
    }

    /// `ADDRESS:PORT`. The wildcard addresses `0.0.0.0` and `::` are the same as no address.
    private func binding(_ binding: JSON) -> String {
        let port = binding["HostPort"]?.text.flatMap { $0 == "0" ? nil : ":\($0)" } ?? PortText.anyPort
        let address = binding["HostIp"]?.text?.canonicalAddress ?? ""
        switch address {
        case "", "0.0.0.0", "::": return port
        default: return address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]\(port)" : "\(address)\(port)"
        }
    }
}

enum PortText {
    static let anyPort = ":(any)"

    /// `8069/tcp`.
    static func canonical(_ text: String) -> String {
        guard let (port, proto) = text.cut(at: "/") else { return "\(text)/tcp" }
        return "\(port)/\(proto.lowercased())"
    }

    /// Every port of `7000-7003/udp`.
    static func expanded(_ text: String) -> [String] {
        let port = canonical(text)
        guard let (range, proto) = port.cut(at: "/"), let (first, last) = range.cut(at: "-") else { return [port] }
        guard let low = UInt16(first), let high = UInt16(last), low <= high else { return [port] }
        return (low...high).map { "\($0)/\(proto)" }
    }
}
