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
    /// The Engine is older than what we speak; its own newest version.
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

    /// Whether a mutating call may have been carried out although it gave no answer: only observing tells.
    package var leavesOutcomeUnknown: Bool {
        switch self {
        case .deadlineExceeded, .connectionLost, .cancelled, .bodyTooLarge, .malformed, .notAnEngine: true
        case .refused(let status, _): status >= 500
        case .unreachable, .permissionDenied, .unsupportedVersion, .notFound, .conflict: false
        }
    }
}
