package import Domain

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
