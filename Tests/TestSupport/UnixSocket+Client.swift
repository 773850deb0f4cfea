import Glibc

extension UnixSocket {
    /// Leaves a socket that nobody serves, as a killed Engine does.
    package static func leaveUnattended(at path: String) throws { UnixSocket(try listen(at: path)).close() }

    static func connect(to path: String) throws -> UnixSocket {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else {
            let code = errno
            _ = Glibc.close(descriptor)
            throw Failure(call: "connect", code: code)
        }
        return UnixSocket(descriptor)
    }

    /// What has arrived, at most 64 KiB; empty where the peer has closed.
    func receive() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    /// Ends both directions, so that whoever reads from it stops waiting.
    func shutDown() { _ = shutdown(descriptor, CInt(SHUT_RDWR)) }
}
