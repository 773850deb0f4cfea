import Glibc

/// Reading whole files: opened once, judged by the open descriptor, bounded, never blocking.
package enum FileReading {
    /// The bytes of the regular file at `path`, which holds at most `limit` bytes.
    ///
    /// A pipe, socket, directory or device is refused without waiting for it. A symbolic link as the last component is
    /// refused unless `followingLinks`. Size is checked before anything is read; a file that grows or shrinks meanwhile
    /// is refused.
    package static func read(
        _ path: String,
        limit: Int,
        followingLinks: Bool = false
    ) throws(FileFault) -> [UInt8] {
        try contents(of: path, limit: limit, followingLinks: followingLinks).bytes
    }

    /// As `read`, with the mode and owner of the very file that was read.
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
