import Glibc

extension Paths {
    /// The absolute path of an existing directory with every link resolved.
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
    package static func currentDirectory() throws(FileFault) -> String { try realDirectory(".") }
}
