/// Chooses the endpoint in the order of docker's own command line, with the SSOT before the default socket.
package enum EndpointResolver {
    /// Gives the bytes of a file, or `nil` where there is none.
    package typealias FileReader = (_ path: String) throws -> [UInt8]?

    /// Chooses: `--context`, `--host`, `DOCKER_HOST`, `DOCKER_CONTEXT`, current context, the SSOT's host, the default
    /// socket. An empty variable counts as unset. Does no I/O but through `readFile`.
    ///
    /// - Throws: ``EndpointFault/contextAndHost`` where both are given; another `EndpointFault` where the chosen
    ///   context or address cannot be read or is refused.
    package static func resolve(
        context: String?,
        host: String?,
        environment: [String: String],
        ssotHost: String?,
        readFile: @escaping FileReader
    ) throws(EndpointFault) -> ResolvedEndpoint {
        let contexts = ContextStore(environment: environment, readFile: readFile)
        if context != nil, host != nil { throw .contextAndHost }
        if let context { return try contexts.resolved(context, .contextFlag(context)) }
        if let host { return try contexts.resolved(host: host, .hostFlag) }
        if let host = contexts.variable("DOCKER_HOST") { return try contexts.resolved(host: host, .dockerHost) }
        if let name = contexts.variable("DOCKER_CONTEXT") { return try contexts.resolved(name, .dockerContext(name)) }
        if let name = try contexts.currentContext() { return try contexts.resolved(name, .currentContext(name)) }
        if let ssotHost { return try contexts.resolved(host: ssotHost, .ssot) }
        return ResolvedEndpoint(endpoint: .defaultSocket, source: .standard)
    }
}

/// An endpoint, and why it was chosen.
package struct ResolvedEndpoint: Sendable, Hashable {
    package let endpoint: EngineEndpoint
    package let source: EndpointSource

    package init(endpoint: EngineEndpoint, source: EndpointSource) {
        self.endpoint = endpoint
        self.source = source
    }
}

/// Why an endpoint was chosen; the first line of every run says it.
package enum EndpointSource: Sendable, Hashable, CustomStringConvertible {
    case contextFlag(String)
    case hostFlag
    case dockerHost
    case dockerContext(String)
    case currentContext(String)
    /// `docker.host` of the SSOT.
    case ssot
    case standard

    /// Whether somebody typed it for this very run, rather than a shell or a configuration file.
    package var wasTyped: Bool {
        switch self {
        case .contextFlag, .hostFlag: true
        case .dockerHost, .dockerContext, .currentContext, .ssot, .standard: false
        }
    }

    package var description: String {
        switch self {
        case .contextFlag(let name): "--context \(EngineMessage(name))"
        case .hostFlag: "--host"
        case .dockerHost: "DOCKER_HOST"
        case .dockerContext(let name): "DOCKER_CONTEXT \(EngineMessage(name))"
        case .currentContext(let name): "current context \(EngineMessage(name))"
        case .ssot: "docker.host of the SSOT"
        case .standard: "default socket"
        }
    }
}

/// Why no endpoint could be chosen or opened. No case quotes an address, which may hold a password.
package enum EndpointFault: Error, Sendable, Hashable, CustomStringConvertible {
    case contextAndHost
    case unknownScheme
    /// The scheme whose address cannot be read.
    case malformed(String)
    case passwordInAddress
    case unencryptedTCP
    case contextNotFound(String)
    case contextUnreadable(String)
    case configurationUnreadable(path: String)
    /// The scheme that this version cannot open.
    case notSupportedYet(String)

    package var description: String {
        switch self {
        case .contextAndHost: "--context and --host exclude each other"
        case .unknownScheme: "the endpoint is neither unix://, ssh:// nor tcp://"
        case .malformed(let scheme): "the \(scheme):// endpoint cannot be read"
        case .passwordInAddress: "the endpoint holds a password or user, which belongs into no address"
        case .unencryptedTCP: "tcp:// without TLS is refused: whoever reaches that port is root on the host"
        case .contextNotFound(let name): "there is no docker context \(EngineMessage(name))"
        case .contextUnreadable(let name): "the docker context \(EngineMessage(name)) cannot be read"
        case .configurationUnreadable(let path): "docker's configuration \(path) cannot be read"
        case .notSupportedYet(let scheme): "\(scheme):// endpoints are not supported yet"
        }
    }

    /// What to do about it.
    package var fix: String {
        switch self {
        case .contextAndHost: "Give one of them."
        case .unknownScheme, .malformed: "Write unix:///path/to/docker.sock."
        case .passwordInAddress: "Leave the password out; ssh keys or client certificates take its place."
        case .contextNotFound: "See `docker context ls`."
        case .contextUnreadable: "See `docker context inspect`."
        case .configurationUnreadable: "Repair the file, or point DOCKER_CONFIG at another folder."
        case .unencryptedTCP, .notSupportedYet:
            "Run reconcile on the Docker host, or forward its socket: ssh -L /tmp/d.sock:/var/run/docker.sock."
        }
    }
}
