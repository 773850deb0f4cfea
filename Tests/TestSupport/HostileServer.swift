import Foundation
import Glibc
import Synchronization

/// A server on a unix socket that answers as badly as a test wants it to, byte for byte.
package final class HostileServer: Sendable {
    /// What to do with one request, whose first line is given.
    package typealias Script = @Sendable (_ requestLine: String) -> Answer

    package let socketPath: String
    private let listener: CInt
    private let script: Script
    private let lines = Mutex<[String]>([])

    /// The first lines of all requests so far, in their order of arrival.
    package var requestLines: [String] { lines.withLock { $0 } }

    /// Runs a server while `body` runs, at a path of its own or at a given one.
    package static func with<Value>(
        at path: String? = nil,
        _ script: @escaping Script,
        _ body: (HostileServer) async throws -> Value
    ) async throws -> Value {
        let server = try HostileServer(at: path ?? "/tmp/reconcile-\(UniqueName.make()).sock", script)
        defer { server.stop() }
        return try await body(server)
    }

    private init(at path: String, _ script: @escaping Script) throws {
        self.script = script
        socketPath = path
        listener = try UnixSocket.listen(at: socketPath)
        Thread.detachNewThread { [self] in acceptAll() }
    }

    private func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
        unlink(socketPath)
    }

    private func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            Thread.detachNewThread { [self] in serve(UnixSocket(client)) }
        }
    }

    private func serve(_ client: UnixSocket) {
        defer { client.close() }
        guard let line = client.readRequestLine() else { return }
        lines.withLock { $0.append(line) }
        let answer = script(line)
        guard client.write(answer.bytes) else { return }
        switch answer.ending {
        case .close: return
        case .silence: client.waitForPeer()
        case .flood: while client.write([UInt8](repeating: UInt8(ascii: " "), count: 65_536)) {}
        // The passing of time is what this answer is about.
        case .drip: while client.write([UInt8(ascii: " ")]) { usleep(20_000) }
        }
    }
}
