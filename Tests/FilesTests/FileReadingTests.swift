import Files
import Glibc
import Testing

@Suite struct FileReadingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a regular file is read whole, up to the limit and not beyond`() throws {
        let path = folder.file("a")
        try FileWriting.writeNew(Array("hello".utf8), to: path, mode: 0o640)
        #expect(try FileReading.read(path, limit: 5) == Array("hello".utf8))
        #expect(throws: FileFault.tooLarge(path: path, size: 5, limit: 4)) { try FileReading.read(path, limit: 4) }
    }

    @Test func `an empty file is no bytes`() throws {
        try FileWriting.writeNew([], to: folder.file("a"), mode: 0o600)
        #expect(try FileReading.read(folder.file("a"), limit: 0) == [])
    }

    @Test func `a missing file is told as missing`() {
        let path = folder.file("none")
        #expect(throws: FileFault.missing(path: path)) { try FileReading.read(path, limit: 9) }
    }

    @Test(.timeLimit(.minutes(1))) func `a named pipe is refused without waiting for a writer`() {
        let path = folder.file("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: FileFault.wrongKind(path: path, kind: .pipe)) { try FileReading.read(path, limit: 9) }
    }

    @Test func `a directory and a device are refused`() {
        let path = folder.path
        #expect(throws: FileFault.wrongKind(path: path, kind: .directory)) { try FileReading.read(path, limit: 9) }
        #expect(throws: FileFault.wrongKind(path: "/dev/zero", kind: .device)) {
            try FileReading.read("/dev/zero", limit: 9)
        }
    }

    @Test func `a symbolic link is followed only on request`() throws {
        let link = folder.file("link")
        try FileWriting.writeNew([7], to: folder.file("a"), mode: 0o600)
        #expect(symlink(folder.file("a"), link) == 0)
        #expect(throws: FileFault.symbolicLink(path: link)) { try FileReading.read(link, limit: 9) }
        #expect(try FileReading.read(link, limit: 9, followingLinks: true) == [7])
    }

    @Test func `a socket is refused`() {
        let path = folder.file("s")
        let raw = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(raw) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        #expect(throws: FileFault.wrongKind(path: path, kind: .socket)) { try FileReading.read(path, limit: 9) }
    }

    @Test func `a file that holds more than its size says is refused`() {
        #expect(throws: FileFault.changedWhileRead(path: "/proc/self/status")) {
            try FileReading.read("/proc/self/status", limit: 1 << 20)
        }
    }

    @Test func `a path with a NUL byte never reaches the system`() {
        #expect(throws: FileFault.self) { try FileReading.read("/etc/hosts\0x", limit: 9) }
    }
}
