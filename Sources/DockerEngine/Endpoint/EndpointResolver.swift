/// Chooses the endpoint in the order of docker's own command line, with the SSOT before the default socket.
package enum EndpointResolver {
    /// Gives the bytes of a file, or `nil` where there is none.
    package typealias FileReader = (_ path: String) throws -> [UInt8]?

    /// Chooses: `--context`, `--host`, `DOCKER_HOST`, `DOCKER_CONTEXT`, current context, the SSOT's host, the default
    /// socket. An empty variable counts as unset. Does no I/O but through `readFile`.
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
