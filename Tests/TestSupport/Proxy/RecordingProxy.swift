import Foundation
import Glibc
import Synchronization

/// Stands between a client and the Engine on a unix socket, writes down every request, and does with it what a test
/// asks for. It knows HTTP and nothing of the program under test.
package final class RecordingProxy: Sendable {
    /// The faults that are still to come, what came so far, and the sockets in use.
    struct State {
        var requests: [Request] = []
        var rules: [Rule] = []
        var sockets: [UnixSocket] = []
    }

    /// Which request meets which fault.
    struct Rule {
        let method: String
        let path: String
        var skipping: Int
        let fault: Fault
    }

    package let socketPath: String
    let upstreamPath: String
    /// Whether everything but GET and HEAD is answered 403.
    private let isReadOnly: Bool
    private let state = Mutex(State())
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

    /// Drops the faults that no request has met.
    package func forgetFaults() { state.withLock { $0.rules = [] } }

    private init(upstream: String, isReadOnly: Bool) throws {
        upstreamPath = upstream
        self.isReadOnly = isReadOnly
        socketPath = "/tmp/reconcile-\(UniqueName.make()).sock"
        listener = try UnixSocket.listen(at: socketPath)
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// Lets the next request that fits meet a fault, once.
    ///
    /// - Parameters:
    ///   - method: Its method.
    ///   - path: What its path contains.
    ///   - skipping: How many requests that fit go their way before.
    ///   - fault: What it meets.
    package func failNext(_ method: String, _ path: String, skipping: Int = 0, _ fault: Fault) {
        let rule = Rule(method: method, path: path, skipping: skipping, fault: fault)
        state.withLock { $0.rules.append(rule) }
    }

    /// Writes the request down, and takes the fault that was meant for it.
    func register(_ request: Request) -> Fault? {
        state.withLock { state in
            state.requests.append(request)
            if isReadOnly && request.isMutating {
                return .answer(status: "403 Forbidden", message: "only GET passes here")
            }
            let fitting = state.rules.firstIndex {
                $0.method == request.method && request.target.contains($0.path)
            }
            guard let fitting else { return nil }
            state.rules[fitting].skipping -= 1
            return state.rules[fitting].skipping < 0 ? state.rules.remove(at: fitting).fault : nil
        }
    }

    /// Keeps the sockets of a connection while it is served, so that the end of the proxy ends it too.
    func whileOpen(_ sockets: [UnixSocket], _ serve: () -> Void) {
        state.withLock { $0.sockets += sockets }
        serve()
        let descriptors = sockets.map(\.descriptor)
        state.withLock { state in state.sockets.removeAll { descriptors.contains($0.descriptor) } }
        for socket in sockets { socket.close() }
    }

    private func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
        unlink(socketPath)
        state.withLock { state in
            for socket in state.sockets { socket.shutDown() }
            for rule in state.rules { if case .hold(let gate) = rule.fault { gate.open(forwarding: false) } }
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
