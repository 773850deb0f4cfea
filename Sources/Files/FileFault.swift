package import Domain
import Glibc

/// Why a file could not be read or written; every case names the path as the caller gave it.
package enum FileFault: Error, Sendable, Equatable {
    case missing(path: String)
    /// Something that is no regular file (or no directory, where one was needed) stands at the path.
    case wrongKind(path: String, kind: FileKind)
    /// Sizes are in bytes.
    case tooLarge(path: String, size: Int, limit: Int)
    case permission(path: String)
    case symbolicLink(path: String)
    /// Something stands where a new file was to be made; it was left as it is.
    case exists(path: String)
    /// The file grew or shrank between looking at it and reading its end.
    case changedWhileRead(path: String)
    /// Any other error of the operating system: what was tried, and its text.
    case io(path: String, operation: String, reason: String)

    package var path: String {
        switch self {
        case .missing(let path), .wrongKind(let path, _), .tooLarge(let path, _, _), .permission(let path),
            .symbolicLink(let path), .exists(let path), .changedWhileRead(let path), .io(let path, _, _):
            path
        }
    }
}

extension FileFault {
    /// The fault for an error number that a system call left.
    init(errno code: Int32, path: String, operation: String) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing(path: path)
        case EACCES, EPERM: self = .permission(path: path)
        case ELOOP: self = .symbolicLink(path: path)
        case EEXIST: self = .exists(path: path)
        case EISDIR: self = .wrongKind(path: path, kind: .directory)
        default: self = .io(path: path, operation: operation, reason: FileFault.text(ofErrno: code))
        }
    }

    /// `strerror` without its shared buffer.
    static func text(ofErrno code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension FileFault {
    /// The fault with another path: users know the name of their file, not that of the temporary file.
    func renamed(to path: String) -> FileFault {
        switch self {
        case .missing: .missing(path: path)
        case .wrongKind(_, let kind): .wrongKind(path: path, kind: kind)
        case .tooLarge(_, let size, let limit): .tooLarge(path: path, size: size, limit: limit)
        case .permission: .permission(path: path)
        case .symbolicLink: .symbolicLink(path: path)
        case .exists: .exists(path: path)
        case .changedWhileRead: .changedWhileRead(path: path)
        case .io(_, let operation, let reason): .io(path: path, operation: operation, reason: reason)
        }
    }
}

extension FileFault {
    /// One sentence: what is wrong with which path.
    package var summary: String {
        switch self {
        case .missing(let path): "\(path) does not exist"
        case .wrongKind(let path, let kind): "\(path) is a \(kind.rawValue)"
        case .tooLarge(let path, let size, let limit): "\(path) has \(size) bytes; the limit is \(limit)"
        case .permission(let path): "no permission for \(path)"
        case .symbolicLink(let path): "\(path) is a symbolic link, which is not followed here"
        case .exists(let path): "\(path) exists already and is never overwritten"
        case .changedWhileRead(let path): "\(path) changed while it was read"
        case .io(let path, let operation, let reason): "\(operation) \(path): \(reason)"
        }
    }

    /// What to do about it.
    package var fix: String {
        switch self {
        case .missing: "Check the path, or create the file."
        case .wrongKind: "Name another path."
        case .tooLarge: "Check that this is the file that you meant."
        case .permission: "Run as a user who may access it, or change its owner or mode."
        case .symbolicLink: "Name the file that the link points to."
        case .exists: "Move it away, or name another path."
        case .changedWhileRead: "Wait until the other program has finished, then try again."
        case .io: "Check the disk's space and health, then try again."
        }
    }

    /// The finding to print; the code says which use of the file failed.
    package func diagnostic(_ code: DiagnosticCode) -> Diagnostic { Diagnostic(code, .error, summary, fix: fix) }

    /// The exit code where an input could not be read.
    package var exitCodeForReading: ExitCode {
        switch self {
        case .permission: .permission
        case .tooLarge, .wrongKind, .symbolicLink, .changedWhileRead: .invalidInput
        case .missing, .exists, .io: .inputMissing
        }
    }

    /// The exit code where an output could not be written.
    package var exitCodeForWriting: ExitCode {
        switch self {
        case .permission: .permission
        case .missing, .wrongKind, .tooLarge, .symbolicLink, .exists, .changedWhileRead, .io: .cannotWrite
        }
    }
}
