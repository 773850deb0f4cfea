import Attributes
import Compose
import Domain

/// Builds the networks and volumes.
struct ResourceBuilder {
    let project: StackProject
    let context: StackContext
    var vault: SecretCollector
    var findings: DiagnosticCollector

    init(_ project: StackProject, _ context: StackContext, _ vault: SecretCollector, _ findings: DiagnosticCollector) {
        self.project = project
        self.context = context
        self.vault = vault
        self.findings = findings
    }

    mutating func volume(_ entry: ComposeValue.Entry) -> DesiredVolume {
        let isExternal = ResourceBuilder.isExternal(entry)
        let name = project.volumeName(entry.key) ?? entry.key
        var body = JSONObjectBuilder()
        if !isExternal {
            body.set("Name", name)
            body.set("Driver", entry.value["driver"]?.text)
            body.set("DriverOpts", sealedMap(entry.value["driver_opts"], "volume/\(entry.key).driver_opt"))
            body.set("Labels", labels(entry, "volume"))
        }
        let attributes = isExternal ? .empty : context.digests.reader.volume(body: body.json)
        return DesiredVolume(
            key: entry.key,
            name: name,
            isExternal: isExternal,
            body: body.json,
            attributes: attributes,
            position: entry.keyPosition
        )
    }

    mutating func network(_ entry: ComposeValue.Entry) -> DesiredNetwork {
        let isExternal = ResourceBuilder.isExternal(entry)
        let name = project.networkName(entry.key)
        let body = isExternal ? JSONObjectBuilder() : networkBody(entry, name)
        let attributes = isExternal ? .empty : context.digests.reader.network(body: body.json)
        return DesiredNetwork(
            key: entry.key,
            name: name,
            isExternal: isExternal,
            body: body.json,
            attributes: attributes,
            position: entry.keyPosition
        )
    }

    private static func isExternal(_ entry: ComposeValue.Entry) -> Bool { entry.value["external"]?.isTrue ?? false }

    /// Compose's own labels come last, and none with a hash: a wrong one would make Compose remove the network, or the
    /// volume with its data; without one it leaves them alone.
    func labelled(_ own: JSONObjectBuilder, _ kind: String, _ key: String) -> JSONObjectBuilder {
        var body = own
        body.keep("com.docker.compose.project", .string(project.name))
        body.keep("com.docker.compose.\(kind)", .string(key))
        return body
    }

    mutating func labels(_ entry: ComposeValue.Entry, _ kind: String) -> JSONObjectBuilder {
        labelled(sealedMap(entry.value["labels"], "\(kind)/\(entry.key).label"), kind, entry.key)
    }

    /// The names of these secrets contain a `/`, which no service's name can, so they cannot collide with secrets of
    /// services.
    mutating func sealedMap(_ map: ComposeValue?, _ part: String) -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        for entry in map?.entries ?? [] {
            let isSuspect = SecretWords.suspects(key: entry.key, value: entry.value.text ?? "")
            let reference = vault.reference(entry.value, name: "\(part).\(entry.key)", suspected: isSuspect)
            body.keep(entry.key, reference ?? .string(entry.value.text ?? ""))
        }
        return body
    }
}

extension ResourceBuilder {
    mutating func networkBody(_ entry: ComposeValue.Entry, _ name: String) -> JSONObjectBuilder {
        var body = JSONObjectBuilder()
        body.set("Name", name)
        body.set("Driver", entry.value["driver"]?.text)
        body.set("Internal", entry.value["internal"]?.isTrue ?? false)
        body.set("Attachable", entry.value["attachable"]?.isTrue ?? false)
        addFamilies(of: entry, to: &body)
        body.set("IPAM", addressing(entry))
        body.set("Options", sealedMap(entry.value["driver_opts"], "network/\(entry.key).driver_opt"))
        body.set("Labels", labels(entry, "network"))
        return body
    }

    /// `enable_ipv4: true` is left out: it is the default, also of Engines that do not know the field.
    private mutating func addFamilies(of entry: ComposeValue.Entry, to body: inout JSONObjectBuilder) {
        if case .bool(let flag) = entry.value["enable_ipv6"]?.kind { body.keep("EnableIPv6", .bool(flag)) }
        guard let four = entry.value.entry("enable_ipv4"), case .bool(let flag) = four.value.kind else { return }
        let needed = APIVersion(1, 48)
        if !flag {
            let owner = "network `\(entry.key)`"
            findings.refuse("enable_ipv4", of: owner, needs: needed, context.apiVersion, at: four.keyPosition)
        }
        if !flag || context.apiVersion.map({ $0 >= needed }) ?? false { body.keep("EnableIPv4", .bool(flag)) }
    }

    private mutating func addressing(_ entry: ComposeValue.Entry) -> JSONObjectBuilder {
        let ipam = entry.value["ipam"]
        var body = JSONObjectBuilder()
        body.set("Driver", ipam?["driver"]?.text)
        body.set("Config", .array((ipam?["config"]?.elements ?? []).map { pool($0, of: "network `\(entry.key)`") }))
        body.set("Options", sealedMap(ipam?["options"], "network/\(entry.key).ipam_opt"))
        return body
    }

    private mutating func pool(_ pool: ComposeValue, of owner: String) -> JSON {
        var body = JSONObjectBuilder()
        let parts = [("Subnet", "subnet"), ("IPRange", "ip_range"), ("Gateway", "gateway")]
        for (member, key) in parts { body.set(member, findings.closed(pool[key], key, of: owner, PlainForm.isAddress)) }
        var others = JSONObjectBuilder()
        for entry in pool["aux_addresses"]?.entries ?? [] {
            others.set(entry.key, findings.closed(entry.value, "aux_addresses", of: owner, PlainForm.isAddress))
        }
        body.set("AuxiliaryAddresses", others)
        return body.json
    }
}
