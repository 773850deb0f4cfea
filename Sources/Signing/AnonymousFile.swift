import Files
import SystemPackage

/// Bytes as an open file without a name, for a child's standard input.
///
/// With a pipe, a child that ends before it has read everything would cost this process a `SIGPIPE`.
enum AnonymousFile {
    /// The descriptor stands at the first byte; whoever gets it closes it.
    static func make(_ bytes: [UInt8], in scratch: String) throws(FileFault) -> FileDescriptor {
        let directory = try Directories.makeTemporary(in: scratch, label: "input")
        let path = Paths.join(directory, "input")
        let file: Result<FileDescriptor, FileFault>
        do {
            try FileWriting.writeScratch(bytes, to: path)
            file = .success(try open(path))
        } catch {
            file = .failure(error)
        }
        try Directories.removeFlat(directory)
        return try file.get()
    }

    private static func open(_ path: String) throws(FileFault) -> FileDescriptor {
        do {
            return try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .noFollow])
        } catch {
            throw .io(path: path, operation: "opening", reason: "\(error)")
        }
    }
}
