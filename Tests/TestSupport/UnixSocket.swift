import Glibc

/// The few calls of a stream socket that the hostile server and the proxy need.
package struct UnixSocket {
    struct Failure: Error {
        let call: String
        let code: CInt
    }

    let descriptor: CInt

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    package static func listen(at path: String) throws -> CInt {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", code: errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw Failure(call: "bind", code: errno) }
        guard Glibc.listen(descriptor, 64) == 0 else { throw Failure(call: "listen", code: errno) }
        return descriptor
    }

    /// Reads a request's head and gives its first line; `nil` where the peer left before.
    func readRequestLine() -> String? {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
            var byte: UInt8 = 0
            guard recv(descriptor, &byte, 1, 0) == 1 else { return nil }
            head.append(byte)
        }
        return String(decoding: head.prefix { $0 != 13 }, as: UTF8.self)
    }

    /// Whether the peer took all bytes.
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Returns when the peer has closed the connection.
    func waitForPeer() {
        var byte: UInt8 = 0
        while recv(descriptor, &byte, 1, 0) > 0 {}
    }

    func close() { _ = Glibc.close(descriptor) }
}
