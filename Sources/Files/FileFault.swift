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
