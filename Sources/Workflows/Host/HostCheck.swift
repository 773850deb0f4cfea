import DockerEngine
import Domain
import Glibc
import Ledger
import SSOT

/// Whether the SSOT means this machine: a staging file must not clean a laptop.
enum HostCheck {
    /// `nil` where nothing speaks against it.
    static func finding(_ project: Project, _ resolved: ResolvedEndpoint) -> Diagnostic? {
        endpointMismatch(project, resolved) ?? hostMismatch(project, resolved)
    }

    /// The Engine that the SSOT names by its ID must be the one that answers.
    static func finding(_ project: Project, _ engine: EngineIdentity) -> Diagnostic? {
        guard let wanted = project.document.docker.engineID, !wanted.value.hasSameBytes(as: engine.id) else {
            return nil
        }
        return Diagnostic(
            .hostMismatch,
            "The SSOT is for engine \(wanted.value), and \(engine.name) is \(engine.id)",
            fix: "Name the right Engine with -H or -c, or correct 'docker.engine_id'.",
            position: wanted.position
        )
    }

    /// An endpoint that nobody typed and that is not the SSOT's own.
    private static func endpointMismatch(_ project: Project, _ resolved: ResolvedEndpoint) -> Diagnostic? {
        guard let wanted = project.document.docker.host, !resolved.source.wasTyped else { return nil }
        guard wanted.value != resolved.endpoint.description else { return nil }
        return Diagnostic(
            .endpointRefused,
            "The endpoint \(resolved.endpoint) (\(resolved.source)) is not the SSOT's \(wanted.value)",
            fix: "Type it with -H if it is meant, or unset the variable.",
            position: wanted.position
        )
    }

    private static func hostMismatch(_ project: Project, _ resolved: ResolvedEndpoint) -> Diagnostic? {
        guard let host = project.document.host, isAddressOrDotted(host.value) else { return nil }
        guard !isSettled(project, resolved), host.value != resolved.endpoint.host else { return nil }
        guard !localAddresses().contains(host.value) else { return nil }
        return Diagnostic(
            .hostMismatch,
            "The SSOT is for host \(host.value), which is neither this machine nor the endpoint",
            fix: "Name the Engine with -H or -c, or write 'docker: {engine_id: …}' in the SSOT.",
            position: host.position
        )
    }

    private static func isSettled(_ project: Project, _ resolved: ResolvedEndpoint) -> Bool {
        guard project.document.docker.engineID == nil else { return true }
        return switch resolved.source {
        case .contextFlag, .hostFlag, .dockerHost: true
        case .dockerContext, .currentContext, .ssot, .standard: false
        }
    }

    private static func isAddressOrDotted(_ host: String) -> Bool { host.contains(".") || host.contains(":") }

    private static func localAddresses() -> Set<String> {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        let all = sequence(first: first) { $0?.pointee.ifa_next }.prefix { $0 != nil }
        return Set(all.compactMap { $0?.pointee.ifa_addr.flatMap(text) })
    }

    private static func text(_ address: UnsafeMutablePointer<sockaddr>) -> String? {
        let length: Int
        switch Int32(address.pointee.sa_family) {
        case AF_INET: length = MemoryLayout<sockaddr_in>.size
        case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
        default: return nil
        }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, socklen_t(length), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        return String(decoding: name.prefix { $0 != 0 && $0 != 37 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
