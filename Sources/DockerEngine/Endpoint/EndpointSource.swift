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
