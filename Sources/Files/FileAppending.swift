import Glibc

/// Appending records to a log that other processes append to as well.
package enum FileAppending {
    /// Appends `line` with one `write(2)` in append mode, so that records of two writers never mix.
    ///
    /// The file is created with `mode` where there is none. `line` carries its own newline. When the disk has no room
    /// for the whole record, the part that was written is cut off again, unless somebody else has appended since.
    package static func append(_ line: [UInt8], to path: String, mode: UInt32 = 0o600) throws(FileFault) {
        guard !line.isEmpty else { return }
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK
        let file = try Descriptor.regularFile(path, flags, mode: mode)
        let written = line.withUnsafeBytes { buffer in
            Descriptor.retrying { write(file.raw, buffer.baseAddress, buffer.count) }
        }
        guard written >= 0 else { throw FileFault(errno: errno, path: path, operation: "appending to") }
        guard written == line.count else { throw shortWrite(of: written, to: file) }
    }

    private static func shortWrite(of count: Int, to file: borrowing Descriptor) -> FileFault {
        let end = lseek(file.raw, 0, SEEK_CUR)
        var status = stat()
        if fstat(file.raw, &status) == 0, status.st_size == end { ftruncate(file.raw, end - count) }
        return .io(path: file.path, operation: "appending to", reason: FileFault.text(ofErrno: ENOSPC))
    }
}
