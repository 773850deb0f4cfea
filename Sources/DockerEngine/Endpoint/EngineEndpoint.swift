/// Where an Engine listens.
package enum EngineEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// A socket on this machine, by its absolute path.
    case unix(path: String)
    /// TCP with TLS and client certificates.
    case tls(host: String, port: Int)
    /// `docker system dial-stdio` through OpenSSH; the text after `ssh://`, which holds no password.
    case ssh(destination: String)

    /// The socket of a standard installation.
    package static let defaultSocket = EngineEndpoint.unix(path: "/var/run/docker.sock")

    /// Whether the Engine's files are, as far as the endpoint tells, files of this machine.
    package var isLocal: Bool {
        switch self {
        case .unix: true
        case .tls, .ssh: false
        }
    }

    /// The host's name for a remote Engine, `nil` for a socket of this machine.
    package var host: String? {
        switch self {
        case .unix: nil
        case .tls(let host, _): host
        case .ssh(let destination): EngineEndpoint.host(ofSSH: destination)
        }
    }

    package var description: String {
        switch self {
        case .unix(let path): "unix://\(path)"
        case .tls(let host, let port): "tcp://\(host):\(port)"
        case .ssh(let destination): "ssh://\(destination)"
        }
    }

    private static func host(ofSSH destination: String) -> String {
        let authority = destination.prefix { $0 != "/" }
        let afterUser = authority.split(separator: "@").last ?? authority
        return String(afterUser.prefix { $0 != ":" })
    }
}
