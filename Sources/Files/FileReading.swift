import Glibc

/// Reading whole files: opened once, judged by the open descriptor, bounded, never blocking.
package enum FileReading {
    /// The bytes of the regular file at `path`, which holds at most `limit` bytes.
    ///
    /// A pipe, socket, directory or device is refused without waiting for it. A symbolic link as the last component is
    /// refused unless `followingLinks`. Size is checked before anything is read; a file that grows or shrinks meanwhile
    /// is refused.
    ///
    /// - Throws: `FileFault` where the file is missing, unreadable, of a wrong kind, larger than `limit`, or changes
    ///   while it is read.
    package static func read(
        _ path: String,
        limit: Int,
        followingLinks: Bool = false
    ) throws(FileFault) -> [UInt8] {
        try contents(of: path, limit: limit, followingLinks: followingLinks).bytes
    }

    /// As `read`, with the mode and owner of the very file that was read.
    ///
    /// - Throws: `FileFault` where the file is missing, unreadable, of a wrong kind, larger than `limit`, or changes
    ///   while it is read.
    package static func contents(
        of path: String,
        limit: Int,
        followingLinks: Bool = false
    ) throws(FileFault) -> FileContents {
        let links = followingLinks ? 0 : O_NOFOLLOW
        let file = try Descriptor.regularFile(path, O_RDONLY | O_NONBLOCK | links)
        let status = try file.status()
        guard status.st_size <= limit else { throw .tooLarge(path: path, size: status.st_size, limit: limit) }
        let bytes = try readToEnd(of: file, expecting: status.st_size)
        return FileContents(bytes: bytes, mode: status.st_mode & 0o7777, owner: status.st_uid)
    }

    /// Asks for one byte more than expected, so that growth shows.
    private static func readToEnd(of file: borrowing Descriptor, expecting size: Int) throws(FileFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while count <= size {
            let got = readOnce(file.raw, into: &bytes, at: count)
            guard got >= 0 else { throw FileFault(errno: errno, path: file.path, operation: "reading") }
            if got == 0 { break }
            count += got
        }
        guard count == size else { throw .changedWhileRead(path: file.path) }
        bytes.removeLast()
        return bytes
    }

    private static func readOnce(_ raw: Int32, into bytes: inout [UInt8], at offset: Int) -> Int {
        bytes.withUnsafeMutableBytes { buffer in
            Descriptor.retrying {
                Glibc.read(raw, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
            }
        }
    }
}

/// One file as it was read: its bytes and what decides who else may read it.
package struct FileContents: Sendable, Equatable {
    package let bytes: [UInt8]
    /// The permission bits, `0o600` for example.
    package let mode: UInt32
    /// The user ID of the owner.
    package let owner: UInt32
}

/// Appending records to a log that other processes append to as well.
package enum FileAppending {
    /// Appends `line` with one `write(2)` in append mode, so that records of two writers never mix.
    ///
    /// The file is created with `mode` where there is none. `line` carries its own newline. When the disk has no room
    /// for the whole record, the part that was written is cut off again, unless somebody else has appended since.
    ///
    /// - Throws: `FileFault` where the path is no regular file, cannot be opened, or not all bytes could be written.
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
