import Domain
import Glibc

/// Making, listing and removing directories.
package enum Directories {
    /// Makes `path` and the parents that are missing, all with `mode`; an existing directory is kept as it is.
    ///
    /// - Throws: ``FileFault/exists(path:)`` where something else than a directory is at the path; another `FileFault`
    ///   where a directory cannot be created or made durable.
    package static func make(_ path: String, mode: UInt32 = 0o700) throws(FileFault) {
        switch FileKind.of(path, followingLinks: true) {
        case .directory: return
        case .regular, .symbolicLink, .pipe, .socket, .device: throw .exists(path: path)
        case nil: break
        }
        let parent = Paths.parent(of: path)
        if parent != path { try make(parent, mode: mode) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw FileFault(errno: errno, path: path, operation: "creating")
        }
        guard FileKind.of(path, followingLinks: true) == .directory else { throw .exists(path: path) }
        try synchronize(parent)
    }

    /// A new directory below `parent` that only this user can enter.
    ///
    /// - Throws: `FileFault` where the directory cannot be created.
    package static func makeTemporary(in parent: String, label: String) throws(FileFault) -> String {
        for _ in 0..<100 {
            let path = TemporaryName.next(in: parent, for: label)
            if mkdir(path, 0o700) == 0 { return path }
            guard errno == EEXIST else { throw FileFault(errno: errno, path: path, operation: "creating") }
        }
        throw .exists(path: parent)
    }

    /// Removes `path` and the files in it. Directories inside are refused: nothing here descends.
    ///
    /// - Throws: `FileFault` where the directory cannot be listed, or it or an entry cannot be removed.
    package static func removeFlat(_ path: String) throws(FileFault) {
        for name in try names(in: path, limit: 10_000) { try FileWriting.remove(Paths.join(path, name)) }
        guard rmdir(path) == 0 || errno == ENOENT else {
            throw FileFault(errno: errno, path: path, operation: "removing")
        }
    }

    /// The names in a directory by their bytes, without `.` and `..`; more than `limit` of them is a fault.
    ///
    /// - Throws: ``FileFault/tooLarge(path:size:limit:)`` where there are more names than `limit`; another `FileFault`
    ///   where the directory cannot be listed.
    package static func names(in path: String, limit: Int) throws(FileFault) -> [String] {
        guard let stream = opendir(path) else { throw FileFault(errno: errno, path: path, operation: "listing") }
        defer { closedir(stream) }
        var names: [String] = []
        while let name = nextName(in: stream) {
            guard name != ".", name != ".." else { continue }
            guard names.count < limit else { throw .tooLarge(path: path, size: names.count + 1, limit: limit) }
            names.append(name)
        }
        return names.sortedByBytes()
    }

    /// Makes the entries of a directory durable; file systems that cannot sync a directory are let be.
    static func synchronize(_ path: String) throws(FileFault) {
        let directory = try Descriptor(opening: path, O_RDONLY | O_DIRECTORY)
        guard fsync(directory.raw) == 0 || errno == EINVAL || errno == EROFS else {
            throw FileFault(errno: errno, path: path, operation: "syncing")
        }
    }

    private static func nextName(in stream: OpaquePointer) -> String? {
        guard let entry = readdir(stream) else { return nil }
        return withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
            String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
