import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1

extension EngineFault {
    /// Tells what a failed call means; an error that is not known counts as a broken connection, whose outcome is open.
    init(_ error: any Error, call: String, socketPath: String) {
        switch error {
        case let fault as EngineFault: self = fault
        case is CancellationError: self = .cancelled(call: call)
        case let error as IOError: self = EngineFault(errno: error.errnoCode, call: call, socketPath: socketPath)
        case let error as HTTPClientError: self = EngineFault(error, call: call)
        case let error as HTTPParserError: self = EngineFault(error, call: call)
        case is SocketAddressError: self = .unreachable(reason: "the path of the socket is too long: \(socketPath)")
        default: self = .connectionLost(call: call)
        }
    }

    private init(errno code: CInt, call: String, socketPath: String) {
        switch code {
        case EACCES, EPERM: self = .permissionDenied(path: socketPath)
        case ENOENT, ENOTDIR: self = .unreachable(reason: "there is no socket \(socketPath)")
        case ECONNREFUSED: self = .unreachable(reason: "nothing listens on \(socketPath)")
        case ENOTSOCK, EPROTOTYPE: self = .unreachable(reason: "\(socketPath) is no stream socket")
        case EAGAIN: self = .unreachable(reason: "\(socketPath) takes no more connections")
        default: self = .connectionLost(call: call)
        }
    }

    private init(_ error: HTTPClientError, call: String) {
        switch error {
        case .cancelled: self = .cancelled(call: call)
        case .connectTimeout, .getConnectionFromPoolTimeout: self = .unreachable(reason: "no connection in time")
        case .deadlineExceeded, .readTimeout, .writeTimeout: self = .deadlineExceeded(call: call)
        case .invalidURL, .missingSocketPath: self = .unreachable(reason: "the path of the socket cannot be used")
        default: self = .connectionLost(call: call)
        }
    }

    private init(_ error: HTTPParserError, call: String) {
        switch error {
        case .invalidEOFState: self = .connectionLost(call: call)
        default: self = .malformed(call: call, reason: "it is no HTTP/1.1")
        }
    }
}
