import Glibc

/// An exclusive lock between processes, held until `release` or the end of this value.
///
/// It is `flock(2)` on a file of its own. The kernel frees it with the process, also on `SIGKILL`, so that there is no
/// stale lock and nothing to force. The file is never removed: otherwise one process could hold a lock on the removed
/// file while another locks a new one of the same name.
package struct FileLock: ~Copyable, Sendable {
    private let descriptor: Descriptor

    /// Takes the lock at `path` at once, or tells who holds it. `note` says what for; it must hold no secret.
    ///
    /// - Throws: ``LockFault/held(path:by:)`` where another process holds the lock; ``LockFault/file(_:)`` where the
    ///   lock file cannot be opened or written.
    package static func acquire(_ path: String, note: String) throws(LockFault) -> FileLock {
        let descriptor = try openedForLocking(path)
        guard Descriptor.retrying({ flock(descriptor.raw, LOCK_EX | LOCK_NB) }) == 0 else {
            guard errno == EWOULDBLOCK else { throw .file(FileFault(errno: errno, path: path, operation: "locking")) }
            throw .held(path: path, by: holder(in: descriptor))
        }
        do {
            try describe(note, in: descriptor)
        } catch {
            throw .file(error)
        }
        return FileLock(descriptor: descriptor)
    }

    /// Who holds the lock at `path` now, by its note; `nil` where nobody does.
    ///
    /// It asks with a shared lock that it gives back at once, so it waits for nobody.
    package static func holder(of path: String) -> String? {
        guard let descriptor = try? Descriptor.regularFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) else { return nil }
        let isFree = Descriptor.retrying({ flock(descriptor.raw, LOCK_SH | LOCK_NB) }) == 0
        return isFree || errno != EWOULDBLOCK ? nil : holder(in: descriptor)
    }

    /// Ends the lock here and not sooner.
    package consuming func release() {}

    private init(descriptor: consuming Descriptor) { self.descriptor = descriptor }

    private static func openedForLocking(_ path: String) throws(LockFault) -> Descriptor {
        do {
            return try Descriptor.regularFile(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600)
        } catch {
            throw .file(error)
        }
    }

    private static func describe(_ note: String, in descriptor: borrowing Descriptor) throws(FileFault) {
        guard ftruncate(descriptor.raw, 0) == 0 else {
            throw FileFault(errno: errno, path: descriptor.path, operation: "writing")
        }
        try descriptor.writeAll(Array("pid \(getpid()): \(note)\n".utf8))
    }

    /// The first line of the lock file without control and format characters: it is shown on terminals.
    private static func holder(in descriptor: borrowing Descriptor) -> String {
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = pread(descriptor.raw, &buffer, buffer.count, 0)
        guard count > 0 else { return "another process" }
        let line = buffer.prefix(count).prefix { $0 != UInt8(ascii: "\n") }
        let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
        return String(
            String.UnicodeScalarView(scalars.filter { ![.control, .format].contains($0.properties.generalCategory) })
        )
    }
}

/// Why a lock was not had.
package enum LockFault: Error, Sendable, Equatable {
    /// Another process holds it; the text is what that process wrote about itself, for display only.
    case held(path: String, by: String)
    case file(FileFault)
}
