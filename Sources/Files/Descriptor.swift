import Glibc

/// An open file descriptor that is closed when its owner goes out of scope.
struct Descriptor: ~Copyable {
    let raw: Int32
    let path: String

    /// Opens `path` with `O_CLOEXEC`, so that no child process keeps the file or its lock.
    init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(FileFault) {
        guard !path.utf8.contains(0) else {
            throw .io(path: path, operation: "opening", reason: "the path holds a NUL byte")
        }
        let raw = Descriptor.retrying { open(path, flags | O_CLOEXEC | O_NOCTTY, mode) }
        guard raw >= 0 else { throw Descriptor.openFault(errno, path, flags) }
        self.raw = Int32(raw)
        self.path = path
    }

    /// As `init(opening:)`, and refuses what is no regular file.
    static func regularFile(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileFault) -> Descriptor {
        let descriptor = try Descriptor(opening: path, flags, mode: mode)
        let kind = FileKind(mode: try descriptor.status().st_mode)
        guard kind == .regular else { throw .wrongKind(path: path, kind: kind) }
        return descriptor
    }

    deinit { close(raw) }

    /// `fstat(2)`.
    borrowing func status() throws(FileFault) -> stat {
        var status = stat()
        guard fstat(raw, &status) == 0 else { throw FileFault(errno: errno, path: path, operation: "inspecting") }
        return status
    }

    /// Writes all bytes: short writes go on, interrupted ones are repeated.
    borrowing func writeAll(_ bytes: [UInt8]) throws(FileFault) {
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Descriptor.retrying { write(raw, buffer.baseAddress?.advanced(by: offset), buffer.count - offset) }
            }
            guard written > 0 else { throw FileFault(errno: errno, path: path, operation: "writing") }
            offset += written
        }
    }

    /// `fsync(2)`. It is not repeated after an error: the kernel may have dropped the dirty pages, so that a second
    /// call would succeed without having written them.
    borrowing func synchronize() throws(FileFault) {
        guard fsync(raw) == 0 else { throw FileFault(errno: errno, path: path, operation: "syncing") }
    }

    /// Repeats a system call that a signal interrupted.
    static func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
        while true {
            let result = call()
            guard result < 0, errno == EINTR else { return result }
        }
    }

    /// `ENXIO` is what a socket, or a pipe that nobody reads, answers to `open(2)`.
    private static func openFault(_ code: Int32, _ path: String, _ flags: Int32) -> FileFault {
        guard code == ENXIO || code == ELOOP, let kind = FileKind.of(path), kind != .regular else {
            return FileFault(errno: code, path: path, operation: "opening")
        }
        return kind == .symbolicLink && flags & O_NOFOLLOW != 0
            ? .symbolicLink(path: path) : .wrongKind(path: path, kind: kind)
    }
}
