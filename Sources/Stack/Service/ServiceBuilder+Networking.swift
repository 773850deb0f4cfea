import Attributes
import Compose
import Domain

/// Which networks, and how the container appears in them.
extension ServiceBuilder {
    struct NetworkFields {
        let mode: JSON?
        let body: JSONObjectBuilder
        let connections: [DesiredContainer.Connection]
        /// The hardware address of the first network, as `MacAddress` of the container, for Engines below API 1.44.
        let macAddress: String?
    }

    /// The container is created on its first network and connected to the others afterwards: below API 1.44 a create
    /// call takes only one.
    mutating func networking() -> NetworkFields {
        if let mode = self["network_mode"], mode.text?.isEmpty == false {
            return NetworkFields(
                mode: namespace("network_mode"),
                body: JSONObjectBuilder(),
                connections: [],
                macAddress: nil
            )
        }
        let attachments = attachments
        guard let first = attachments.first else {
            return NetworkFields(mode: "none", body: JSONObjectBuilder(), connections: [], macAddress: nil)
        }
        let connections = attachments.enumerated().map { index, attachment in
            DesiredContainer.Connection(
                network: project.networkName(attachment.key),
                endpoint: endpoint(attachment, isFirst: index == 0)
            )
        }
        var body = JSONObjectBuilder()
        body.set("EndpointsConfig", .object([JSON.Member(connections[0].network, connections[0].endpoint)]))
        return NetworkFields(
            mode: .string(connections[0].network),
            body: body,
            connections: connections,
            macAddress: takesEndpointAddress ? nil : macAddress(first, isFirst: true)
        )
    }

    /// By priority, then by key.
    private var attachments: [ComposeValue.Entry] {
        (self["networks"]?.entries ?? []).sorted { first, second in
            let (left, right) = (first.value["priority"]?.number ?? 0, second.value["priority"]?.number ?? 0)
            return left == right ? first.key.precedesInBytes(second.key) : left > right
        }
    }

    private mutating func endpoint(_ attachment: ComposeValue.Entry, isFirst: Bool) -> JSON {
        judge(attachment, isFirst: isFirst)
        var body = JSONObjectBuilder()
        body.set("Aliases", [name, service.key] + (attachment.value["aliases"]?.texts ?? []))
        body.set("Links", links)
        body.set("IPAMConfig", addresses(attachment.value))
        if !isFirst || takesEndpointAddress { body.set("MacAddress", macAddress(attachment, isFirst: isFirst)) }
        body.set("DriverOpts", driverOptions(attachment))
        body.set("GwPriority", attachment.value["gw_priority"]?.number)
        return body.json
    }

    private mutating func addresses(_ attachment: ComposeValue) -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        body.set("IPv4Address", closed(attachment["ipv4_address"], "ipv4_address", PlainForm.isAddress))
        body.set("IPv6Address", closed(attachment["ipv6_address"], "ipv6_address", PlainForm.isAddress))
        let local = (attachment["link_local_ips"]?.elements ?? []).compactMap {
            closed($0, "link_local_ips", PlainForm.isAddress)
        }
        body.set("LinkLocalIPs", local.filter { !$0.isEmpty })
        return body
    }

    private mutating func driverOptions(_ attachment: ComposeValue.Entry) -> JSONObjectBuilder {
        let part = "network.\(attachment.key).driver_opt"
        var body = sealedMap(attachment.value["driver_opts"], part, as: nil)
        let key = "com.docker.network.endpoint.ifname"
        guard let name = attachment.value["interface_name"]?.text, !name.isEmpty else { return body }
        if attachment.value["driver_opts"]?[key] == nil { body.set(key, name) }
        return body
    }

    /// The service's own address is that of its first network.
    private mutating func macAddress(_ attachment: ComposeValue.Entry, isFirst: Bool) -> String? {
        let form = { (text: String) in PlainForm.isAddress(text.replacing("-", with: ":")) }
        let own = closed(attachment.value["mac_address"], "mac_address", form) ?? ""
        let address = own.isEmpty && isFirst ? closed("mac_address", form) ?? "" : own
        return address.isEmpty ? nil : address.lowercased()
    }

    /// Whether the endpoint may have a `MacAddress` (API 1.44). Where the version is not known the container's own
    /// field is used, which newer Engines still accept.
    private var takesEndpointAddress: Bool { context.apiVersion.map { $0 >= APIVersion(1, 44) } ?? false }

    private mutating func judge(_ attachment: ComposeValue.Entry, isFirst: Bool) {
        let needs = [("gw_priority", APIVersion(1, 48)), ("interface_name", APIVersion(1, 49))]
        for (key, version) in needs { judge(attachment, key, needs: version) }
        if !isFirst { judge(attachment, "mac_address", needs: APIVersion(1, 44)) }
        guard isFirst, let own = attachment.value.entry("mac_address"), let other = self["mac_address"]?.text else {
            return
        }
        guard other.lowercased() != own.value.text?.lowercased() else { return }
        findings.error(
            .stackValue,
            "`mac_address` of \(owner) is another one than that of its first network",
            fix: "Keep one of them.",
            at: own.keyPosition
        )
    }

    private mutating func judge(_ attachment: ComposeValue.Entry, _ key: String, needs version: APIVersion) {
        guard let entry = attachment.value.entry(key), !entry.value.isNull else { return }
        let path = "networks.\(attachment.key).\(key)"
        findings.refuse(path, of: owner, needs: version, context.apiVersion, at: entry.keyPosition)
    }
}

extension ServiceBuilder {
    /// `container:alias`, with the two further aliases that Compose adds, by this container's own number.
    var links: [String] {
        let inner = (self["links"]?.texts ?? []).flatMap { link in
            let (other, alias) = ServiceBuilder.parts(of: link)
            return project.containers(of: other).flatMap { container in
                [alias, "\(other)-\(number)", "\(project.name)-\(other)-\(number)"].map { "\(container):\($0)" }
            }
        }
        let outer = (self["external_links"]?.texts ?? []).map { link in
            let (other, alias) = ServiceBuilder.parts(of: link)
            return "\(other):\(alias)"
        }
        return inner + outer
    }

    private static func parts(of link: String) -> (String, String) {
        let parts = link.split(separator: ":", maxSplits: 1).map { String($0) }
        return parts.count == 2 ? (parts[0], parts[1]) : (link, link)
    }
}
