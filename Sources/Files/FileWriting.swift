import Glibc
import Synchronization

/// Writing whole files: a reader sees the old file or the new one, never a part, also after a power cut.
package enum FileWriting {
    /// Creates `path` with `bytes`, or fails and leaves nothing behind; what stands there already is never touched.
    ///
    /// When only the last step fails, syncing the directory, the file stays and the fault is thrown all the same.
    ///
    /// - Throws: ``FileFault/exists(path:)`` where the path is taken; another `FileFault` where the file cannot be
    ///   written or synced.
    package static func writeNew(_ bytes: [UInt8], to path: String, mode: UInt32) throws(FileFault) {
        try write(bytes, to: path, mode: mode) { (temporary: String) throws(FileFault) in
            try renameWithoutReplacing(temporary, path)
        }
    }

    /// Puts `bytes` in the place of whatever file `path` names; on failure the old file is intact.
    ///
    /// A symbolic link at `path` is replaced, not followed.
    ///
    /// - Throws: `FileFault` where the file cannot be written, put in place or synced.
    package static func replace(_ bytes: [UInt8], at path: String, mode: UInt32) throws(FileFault) {
        try write(bytes, to: path, mode: mode) { (temporary: String) throws(FileFault) in
            guard rename(temporary, path) == 0 else {
                throw FileFault(errno: errno, path: path, operation: "replacing")
            }
        }
    }

    /// Creates a short-lived file for this user alone, neither durable nor atomic: for private scratch directories.
    ///
    /// - Throws: ``FileFault/exists(path:)`` where the path is taken; another `FileFault` where the file cannot be
    ///   written.
    package static func writeScratch(_ bytes: [UInt8], to path: String) throws(FileFault) {
        let file = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        try file.writeAll(bytes)
    }

    /// Removes the file at `path`; one that is gone already is no fault.
    ///
    /// - Throws: `FileFault` where the file exists and cannot be removed.
    package static func remove(_ path: String) throws(FileFault) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw FileFault(errno: errno, path: path, operation: "removing")
        }
    }

    /// Temporary file in the same directory, write, sync, put in place, sync the directory.
    private static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: UInt32,
        putInPlace: (String) throws(FileFault) -> Void
    ) throws(FileFault) {
        let directory = Paths.parent(of: path)
        let temporary = try writeTemporary(bytes, for: path, in: directory, mode: mode)
        do {
            try putInPlace(temporary)
        } catch {
            unlink(temporary)
            throw error
        }
        try Directories.synchronize(directory)
    }

    /// Writes and syncs the temporary file; it is gone again when this throws.
    private static func writeTemporary(
        _ bytes: [UInt8],
        for path: String,
        in directory: String,
        mode: UInt32
    ) throws(FileFault) -> String {
        let temporary = try createTemporary(for: path, in: directory, mode: mode)
        do {
            try temporary.writeAll(bytes)
            try temporary.synchronize()
            return temporary.path
        } catch {
            unlink(temporary.path)
            throw error.renamed(to: path)
        }
    }

    /// Where a killed process of the same ID left a file of this name, the next name is tried.
    private static func createTemporary(
        for path: String,
        in directory: String,
        mode: UInt32
    ) throws(FileFault) -> Descriptor {
        for _ in 0..<100 {
            let name = TemporaryName.next(in: directory, for: Paths.lastComponent(of: path))
            do {
                let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
                return try Descriptor(opening: name, flags, mode: mode)
            } catch .exists {
                continue
            } catch {
                throw error.renamed(to: path)
            }
        }
        throw .exists(path: path)
    }

    /// `link(2)` fails where a name is taken, which `rename(2)` would replace.
    private static func renameWithoutReplacing(_ temporary: String, _ path: String) throws(FileFault) {
        if link(temporary, path) == 0 {
            unlink(temporary)
            return
        }
        guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else {
            throw FileFault(errno: errno, path: path, operation: "creating")
        }
        try reserveAndRename(temporary, path)
    }

    /// For file systems without hard links: the name is reserved by an empty file of our own, then replaced.
    private static func reserveAndRename(_ temporary: String, _ path: String) throws(FileFault) {
        _ = try Descriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        guard rename(temporary, path) == 0 else {
            let fault = FileFault(errno: errno, path: path, operation: "creating")
            unlink(path)
            throw fault
        }
    }
}

/// Names for temporary files beside their target: process ID and a counter, so that no two writers share one.
enum TemporaryName {
    private static let counter = Atomic<UInt64>(0)

    /// A fresh name in `directory`. It begins with a dot, so that globs over plans and signatures pass it by.
    static func next(in directory: String, for label: String) -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        return Paths.join(directory, ".\(label).\(getpid()).\(number).tmp")
    }
}
