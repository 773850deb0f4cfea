import DockerEngine
import Glibc
import TestSupport
import Testing

/// Sockets behind which nobody is.
@Suite struct UnreachableTests {
    private func open(_ endpoint: EngineEndpoint) async throws {
        try await withEngineConnection(endpoint) { _ in }
    }

    @Test func `a missing socket is told from one that nobody listens on`() async throws {
        let path = "/tmp/reconcile-\(UniqueName.make()).sock"
        await #expect(throws: EngineFault.unreachable(reason: "there is no socket \(path)")) {
            try await open(.unix(path: path))
        }
        try await HostileServer.with({ _ in .ping() }) { server in
            // The server removes its socket when it ends; a hard link keeps a socket file that nobody listens on.
            #expect(link(server.socketPath, path) == 0)
        }
        defer { unlink(path) }
        await #expect(throws: EngineFault.unreachable(reason: "nothing listens on \(path)")) {
            try await open(.unix(path: path))
        }
    }

    @Test func `a plain file and an endless path are unreachable`() async throws {
        for path in ["/etc/hostname", "/tmp/" + String(repeating: "x", count: 200)] {
            let error = await #expect(throws: EngineFault.self) { try await open(.unix(path: path)) }
            guard case .unreachable = error else { throw try #require(error) }
        }
    }

    @Test func `endpoints that cannot be opened yet say so`() async throws {
        await #expect(throws: EndpointFault.notSupportedYet("ssh")) { try await open(.ssh(destination: "host")) }
        await #expect(throws: EndpointFault.notSupportedYet("tcp")) { try await open(.tls(host: "h", port: 2376)) }
    }
}
