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
        case .unknownScheme, .malformed: "Write unix:///path/to/docker.sock, ssh://user@host or tcp://host:2376."
        case .passwordInAddress: "Leave the password out; ssh keys or client certificates take its place."
        case .unencryptedTCP: "Use ssh://, or set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH."
        case .contextNotFound: "See `docker context ls`."
        case .contextUnreadable: "See `docker context inspect`."
        case .configurationUnreadable: "Repair the file, or point DOCKER_CONFIG at another folder."
        case .notSupportedYet:
            "Run reconcile on the Docker host, or forward its socket: ssh -L /tmp/d.sock:/var/run/docker.sock."
        }
    }
}
