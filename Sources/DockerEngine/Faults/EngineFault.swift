import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1

/// Why a call to the Engine gave no usable answer. No case holds text of the Engine that was not sanitised.
package enum EngineFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nothing listens there; nothing was sent.
    case unreachable(reason: String)
    /// The socket is there and this user may not open it; nothing was sent.
    case permissionDenied(path: String)
    /// The call was not answered in time; a mutating one may or may not have been carried out.
    case deadlineExceeded(call: String)
    /// The connection broke before the answer was whole; a mutating call may or may not have been carried out.
    case connectionLost(call: String)
    /// The task was cancelled while the call was under way; its outcome is unknown.
    case cancelled(call: String)
    /// Something answered that is no Docker Engine: a proxy, a web server.
    case notAnEngine(why: String)
    /// The Engine is too old. `theirs`: the newest API version that it speaks.
    case unsupportedVersion(theirs: String)
    case notFound(EngineMessage)
    case conflict(EngineMessage)
    case refused(status: Int, EngineMessage)
    /// The answer was larger than the cap; the cap in bytes.
    case bodyTooLarge(call: String, cap: Int)
    /// The answer is not what the Engine's API promises.
    case malformed(call: String, reason: String)

    package var description: String {
        switch self {
        case .unreachable(let reason): "the Docker Engine cannot be reached: \(reason)"
        case .permissionDenied(let path): "permission denied on \(path)"
        case .deadlineExceeded(let call): "\(call) was not answered in time"
        case .connectionLost(let call): "the connection broke during \(call)"
        case .cancelled(let call): "\(call) was interrupted"
        case .notAnEngine(let why): "what answers there is no Docker Engine: \(why)"
        case .unsupportedVersion(let theirs):
            "the Engine speaks API \(theirs); \(EngineVersion.oldest) or newer is needed"
        case .notFound(let message): "not found: \(message)"
        case .conflict(let message): "conflict: \(message)"
        case .refused(let status, let message): "the Engine answered \(status): \(message)"
        case .bodyTooLarge(let call, let cap): "the answer to \(call) is larger than \(cap) bytes"
        case .malformed(let call, let reason): "the answer to \(call) is malformed: \(reason)"
        }
    }
}

extension EngineFault {
    /// Maps an error of the transport to a fault. An unknown error counts as a broken connection: the call may or may
    /// not have been carried out.
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

/// Text that the Engine, or whoever named things on the host, wrote.
///
/// It keeps only what may be printed: control, bidirectional and invisible characters are escaped, what looks like a
/// credential is redacted, as is every value that is known to be secret, and the rest is cut at 300 characters. The
/// original is not kept, so that no path leads to it.
package struct EngineMessage: Sendable, Hashable, CustomStringConvertible {
    /// The longest text that is kept, in characters.
    package static let limit = 300

    package let description: String

    /// `values`: secrets that the text may quote.
    package init(_ text: String, hiding values: HiddenValues = .none) {
        // A hostile answer may be megabytes long, so it is cut before the expensive steps. Secrets are redacted before
        // the second cut: half a secret would not be recognised.
        let hidden = values.hidden(in: Array(text.utf8.prefix(1 << 20)))
        let head = String(decoding: hidden.prefix(8_192), as: UTF8.self)
        let printable = EngineMessage.escaped(Redaction.redacted(head))
        description = printable.count > EngineMessage.limit ? printable.prefix(EngineMessage.limit) + "…" : printable
    }

    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isPrintable(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            }
        }
        return String(result)
    }

    /// Whether a character shows as itself: it moves no cursor, turns no text and hides nothing.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        case .nonspacingMark: !scalar.properties.isVariationSelector
        default: !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
