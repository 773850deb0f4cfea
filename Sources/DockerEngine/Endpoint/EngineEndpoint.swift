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

    /// Whether the Engine runs on this machine, judged by the endpoint alone, so that its files can be read here.
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

extension EngineEndpoint {
    /// Reads what `-H`, `DOCKER_HOST` and a context's host may hold.
    ///
    /// - Parameters:
    ///   - text: `unix:///path`, an absolute path, `ssh://[user@]host[:port]`, or `tcp://host[:port]`.
    ///   - usesTLS: Whether the environment or the context asks for TLS; `tcp://` without it is refused, because
    ///     whoever reaches that port is root on the host.
    /// - Throws: A fault that never quotes the text, which may hold a password.
    package init(parsing text: String, usesTLS: Bool = false) throws(EndpointFault) {
        guard let separator = text.firstRange(of: "://") else {
            self = try EngineEndpoint.socket(text)
            return
        }
        let rest = String(text[separator.upperBound...])
        switch text[..<separator.lowerBound] {
        case "unix": self = try EngineEndpoint.socket(rest)
        case "ssh": self = try EngineEndpoint.ssh(parsing: rest)
        case "tcp", "https": self = try EngineEndpoint.tcp(parsing: rest, usesTLS: usesTLS)
        default: throw .unknownScheme
        }
    }

    private static func socket(_ path: String) throws(EndpointFault) -> EngineEndpoint {
        let isPrintable = path.unicodeScalars.allSatisfy(EngineMessage.isPrintable)
        guard path.utf8.first == UInt8(ascii: "/"), isPrintable else { throw .malformed("unix") }
        return .unix(path: path)
    }

    private static func ssh(parsing rest: String) throws(EndpointFault) -> EngineEndpoint {
        let authority = rest.prefix { $0 != "/" }
        let parts = authority.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let isPlain = rest.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
        guard isPlain, !rest.contains("?"), !rest.contains("#"), let host = parts.last, !host.isEmpty else {
            throw .malformed("ssh")
        }
        // `ssh` would take a user or host that begins with a dash as an option, and a password on its command line
        // would be visible in the process list.
        guard parts.allSatisfy({ $0.first != "-" && !$0.isEmpty }) else { throw .malformed("ssh") }
        guard parts.count == 1 || !parts[0].contains(":") else { throw .passwordInAddress }
        return .ssh(destination: rest)
    }

    private static func tcp(parsing rest: String, usesTLS: Bool) throws(EndpointFault) -> EngineEndpoint {
        guard usesTLS else { throw .unencryptedTCP }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else { throw .passwordInAddress }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, parts.count <= 2 else { throw .malformed("tcp") }
        guard parts.count == 2 else { return .tls(host: String(host), port: 2376) }
        guard let port = UInt16(parts[1]), port > 0 else { throw .malformed("tcp") }
        return .tls(host: String(host), port: Int(port))
    }
}
