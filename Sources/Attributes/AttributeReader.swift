package import Domain

/// Reads the Engine's JSON into attributes that can be compared: the same text for the same thing, whoever wrote it.
///
/// One reader serves all sides: a create body is what is wanted, an image's configuration its defaults, an inspect answer
/// what is. It settles spelling only. What the Engine writes for nothing (`""`, `0`, `false`, `null`, mostly `[]`) is
/// silence, and a silent attribute is absent; what silence means on which side is for planning to say. What the Engine
/// fills in by itself (a runtime, a log driver) is read as it stands. A value of the wrong type is silent too: the Engine
/// is trusted to keep its types.
package struct AttributeReader: Sendable {
    let seal: @Sendable ([UInt8]) -> String

    /// - Parameter seal: Gives the keyed digest, `hmac-sha256:<hex>`, that stands for what may be a secret.
    package init(seal: @escaping @Sendable ([UInt8]) -> String) { self.seal = seal }

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

    /// What an image gives to a container that is silent.
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
