internal import Attributes
internal import Compose
internal import Domain

/// Builds the networks and volumes.
struct ResourceBuilder {
    let project: StackProject
    let context: StackContext
    var vault: Vault
    var findings: Findings

    init(_ project: StackProject, _ context: StackContext, _ vault: Vault, _ findings: Findings) {
        self.project = project
        self.context = context
        self.vault = vault
        self.findings = findings
    }

    mutating func volume(_ entry: ComposeValue.Entry) -> DesiredVolume {
        let isExternal = ResourceBuilder.isExternal(entry)
        let name = project.volumeName(entry.key) ?? entry.key
        var body = Body()
        if !isExternal {
            body.set("Name", name)
            body.set("Driver", entry.value["driver"]?.text)
            body.set("DriverOpts", sealedMap(entry.value["driver_opts"], "volume/\(entry.key).driver_opt"))
            body.set("Labels", labels(entry, "volume"))
        }
        let attributes = isExternal ? .empty : AttributeReader(seal: context.seal).volume(body: body.json)
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
        let body = isExternal ? Body() : networkBody(entry, name)
        let attributes = isExternal ? .empty : AttributeReader(seal: context.seal).network(body: body.json)
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
    func labelled(_ own: Body, _ kind: String, _ key: String) -> Body {
        var body = own
        body.keep("com.docker.compose.project", .string(project.name))
        body.keep("com.docker.compose.\(kind)", .string(key))
        if let version = context.composeVersion { body.keep("com.docker.compose.version", .string(version)) }
        return body
    }

    mutating func labels(_ entry: ComposeValue.Entry, _ kind: String) -> Body {
        labelled(sealedMap(entry.value["labels"], "\(kind)/\(entry.key).label"), kind, entry.key)
    }

    /// `/` stands in no service's name, so these names meet no service's secrets.
    mutating func sealedMap(_ map: ComposeValue?, _ part: String) -> Body {
        var body = Body()
        for entry in map?.entries ?? [] {
            let isSuspect = SecretWords.suspects(key: entry.key, value: entry.value.text ?? "")
            let reference = vault.reference(entry.value, name: "\(part).\(entry.key)", suspected: isSuspect)
            body.keep(entry.key, reference ?? .string(entry.value.text ?? ""))
        }
        return body
    }
}
