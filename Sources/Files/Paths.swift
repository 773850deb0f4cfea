import Domain
import Glibc

/// Paths as text: nothing here looks at the disk.
package enum Paths {
    package static func isAbsolute(_ path: String) -> Bool { path.isAbsolutePath }

    /// `path` below `base`; an absolute `path` stands for itself.
    package static func join(_ base: String, _ path: String) -> String {
        if isAbsolute(path) || base.isEmpty { return path }
        return base.utf8.last == UInt8(ascii: "/") ? base + path : base + "/" + path
    }

    /// `path` with a leading `~` or `~/` replaced by `home`; as it is where that is not known.
    package static func expanded(_ path: String, home: String?) -> String {
        guard let home, path.utf8.first == UInt8(ascii: "~") else { return path }
        let rest = path.utf8.dropFirst()
        guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return path }
        return home + String(decoding: rest, as: UTF8.self)
    }

    /// Everything before the last component: `.` where there is only one, `/` for the root.
    package static func parent(of path: String) -> String {
        let parts = components(path).dropLast()
        if parts.isEmpty { return isAbsolute(path) ? "/" : "." }
        return (isAbsolute(path) ? "/" : "") + parts.joined(separator: "/")
    }

    /// The last component; empty for the root.
    package static func lastComponent(of path: String) -> String { components(path).last ?? "" }

    /// The path without `.`, doubled slashes and those `..` that follow a name. Links are not considered.
    package static func normalized(_ path: String) -> String { path.cleanPath }

    /// `path` as seen from `root` where it lies below it (`.` for the root itself), else `nil`. Both are normalised.
    package static func relative(_ path: String, to root: String) -> String? {
        let inner = components(normalized(path))
        let outer = components(normalized(root)).filter { $0 != "." }
        guard isAbsolute(path) == isAbsolute(root), inner.count >= outer.count else { return nil }
        guard zip(inner, outer).allSatisfy({ $0.utf8.elementsEqual($1.utf8) }) else { return nil }
        let rest = inner.dropFirst(outer.count)
        guard rest.first != ".." else { return nil }
        return rest.isEmpty ? "." : rest.joined(separator: "/")
    }

    /// Split on bytes: a combining mark after a slash would hide the slash from `Character`.
    private static func components(_ path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }
}

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

extension Paths {
    /// The absolute path of an existing directory with every link resolved.
    ///
    /// - Throws: `FileFault` where the path cannot be resolved or is no directory.
    package static func realDirectory(_ path: String) throws(FileFault) -> String {
        guard let resolved = realpath(path, nil) else {
            throw FileFault(errno: errno, path: path, operation: "resolving")
        }
        defer { free(resolved) }
        guard let kind = FileKind.of(path, followingLinks: true) else { throw .missing(path: path) }
        guard kind == .directory else { throw .wrongKind(path: path, kind: kind) }
        return String(cString: resolved)
    }

    /// Whether this user may execute what stands at `path`.
    package static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// The directory that relative paths of this process begin at.
    ///
    /// - Throws: `FileFault` where the current directory is gone or cannot be resolved.
    package static func currentDirectory() throws(FileFault) -> String { try realDirectory(".") }
}
