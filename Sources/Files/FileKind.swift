import Glibc

/// What stands at a path, as `stat(2)` tells it.
package enum FileKind: String, Sendable, CaseIterable {
    case regular = "regular file"
    case directory
    case symbolicLink = "symbolic link"
    case pipe = "named pipe"
    case socket
    case device

    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .regular
        case S_IFDIR: self = .directory
        case S_IFLNK: self = .symbolicLink
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }

    /// The kind of what stands at `path`, or `nil` where nothing does or where it cannot be seen.
    package static func of(_ path: String, followingLinks: Bool = false) -> FileKind? {
        var status = stat()
        let result = followingLinks ? stat(path, &status) : lstat(path, &status)
        return result == 0 ? FileKind(mode: status.st_mode) : nil
    }

    /// Whether every user may write what stands at `path`, links followed.
    package static func isWritableByAll(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IWOTH != 0
    }
}
