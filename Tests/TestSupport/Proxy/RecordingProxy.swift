import Foundation
import Glibc
import Synchronization

/// Stands between a client and the Engine on a unix socket, writes down every request, and does with it what a test
/// asks for. It knows HTTP and nothing of the program under test.
package final class RecordingProxy: Sendable {
    /// The faults that are still to come, what came so far, and the sockets in use.
    struct State {
        var requests: [Request] = []
        var rules: [(matches: @Sendable (Request) -> Bool, fault: Fault)] = []
        var sockets: [UnixSocket] = []
    }

    package let socketPath: String
    let upstreamPath: String
    /// Whether everything but GET and HEAD is answered 403.
    let isReadOnly: Bool
    let state = Mutex(State())
    private let listener: CInt

    /// What to give to `docker -H` or the program under test.
    package var host: String { "unix://\(socketPath)" }

    /// All requests so far, in their order of arrival.
    package var requests: [Request] { state.withLock { $0.requests } }

    package var mutatingRequests: [Request] { requests.filter(\.isMutating) }

    /// Runs a proxy while `body` runs.
    package static func with<Value>(
        to host: String,
        readOnly: Bool = false,
        _ body: (RecordingProxy) async throws -> Value
    ) async throws -> Value {
        let proxy = try RecordingProxy(upstream: String(host.dropFirst("unix://".count)), isReadOnly: readOnly)
        defer { proxy.stop() }
        return try await body(proxy)
    }

    private init(upstream: String, isReadOnly: Bool) throws {
        upstreamPath = upstream
        self.isReadOnly = isReadOnly
        socketPath = "/tmp/reconcile-\(UniqueName.make()).sock"
        listener = try UnixSocket.listen(at: socketPath)
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// Lets the next request that fits meet a fault, once.
    ///
    /// - Parameter path: What its path contains.
    package func failNext(_ method: String, _ path: String, _ fault: Fault) {
        failNext(fault) { $0.method == method && $0.target.contains(path) }
    }

    package func failNext(_ fault: Fault, where matches: @escaping @Sendable (Request) -> Bool) {
        state.withLock { $0.rules.append((matches, fault)) }
    }

    private func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
        unlink(socketPath)
        state.withLock { state in
            for socket in state.sockets { socket.shutDown() }
            for rule in state.rules { if case .hold(let gate) = rule.fault { gate.open() } }
        }
    }

    private func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            Thread.detachNewThread { [self] in serve(UnixSocket(client)) }
        }
    }
}
