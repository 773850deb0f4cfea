import Files
import Foundation
import Glibc
import Testing

@Suite struct FileWritingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a new file has the bytes and the mode, and no temporary file stays`() throws {
        try FileWriting.writeNew([1, 2, 3], to: folder.file("a"), mode: 0o600)
        #expect(try FileReading.read(folder.file("a"), limit: 9) == [1, 2, 3])
        #expect(try folder.mode(of: "a") == 0o600)
        #expect(try folder.names() == ["a"])
    }

    @Test func `an existing file is never overwritten by a new one`() throws {
        let path = folder.file("a")
        try FileWriting.writeNew([1], to: path, mode: 0o600)
        #expect(throws: FileFault.exists(path: path)) { try FileWriting.writeNew([2], to: path, mode: 0o600) }
        #expect(try FileReading.read(path, limit: 9) == [1])
        #expect(try folder.names() == ["a"])
    }

    @Test func `a dangling link counts as existing and is not written through`() throws {
        let path = folder.file("link")
        #expect(symlink(folder.file("elsewhere"), path) == 0)
        #expect(throws: FileFault.exists(path: path)) { try FileWriting.writeNew([2], to: path, mode: 0o600) }
        #expect(try folder.names() == ["link"])
    }

    @Test func `replacing swaps the bytes and the mode`() throws {
        try FileWriting.replace([1], at: folder.file("a"), mode: 0o644)
        try FileWriting.replace([2], at: folder.file("a"), mode: 0o600)
        #expect(try FileReading.read(folder.file("a"), limit: 9) == [2])
        #expect(try folder.mode(of: "a") == 0o600)
        #expect(try folder.names() == ["a"])
    }

    @Test func `replacing a directory fails and leaves nothing behind`() throws {
        try Directories.make(folder.file("d"))
        #expect(throws: FileFault.self) { try FileWriting.replace([1], at: folder.file("d"), mode: 0o600) }
        #expect(try folder.names() == ["d"])
    }

    @Test func `a missing directory is told with the path that the user gave`() {
        let path = folder.file("none/a")
        #expect(throws: FileFault.missing(path: path)) { try FileWriting.writeNew([1], to: path, mode: 0o600) }
    }

    @Test func `a disk that fills up leaves the old file and nothing else`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let path = folder.file("a")
            try FileWriting.writeNew([1], to: path, mode: 0o600)
            let large = [UInt8](repeating: 0, count: 65_536)
            try withFileSizeLimit(4_096) {
                #expect(throws: FileFault.self) { try FileWriting.replace(large, at: path, mode: 0o600) }
                #expect(throws: FileFault.self) { try FileWriting.writeNew(large, to: folder.file("b"), mode: 0o600) }
            }
            #expect(try FileReading.read(path, limit: 9) == [1])
            #expect(try folder.names() == ["a"])
        }
    }

    @Test func `a record that does not fit is cut off again`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let path = folder.file("log")
            try FileAppending.append(Array("one\n".utf8), to: path)
            let record = [UInt8](repeating: 65, count: 8_192)
            try withFileSizeLimit(4_096) {
                #expect(throws: FileFault.self) { try FileAppending.append(record, to: path) }
            }
            #expect(try FileReading.read(path, limit: 99) == Array("one\n".utf8))
        }
    }

    @Test func `records of many writers never mix`() async throws {
        let path = folder.file("log")
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let line = [UInt8](repeating: 97 + UInt8(writer), count: 999) + [10]
                    for _ in 0..<50 {
                        #expect(throws: Never.self) { try FileAppending.append(line, to: path) }
                    }
                }
            }
        }
        let lines = try FileReading.read(path, limit: 1 << 20).split(separator: 10)
        #expect(lines.count == 400)
        #expect(lines.allSatisfy { $0.count == 999 && Set($0).count == 1 })
        #expect(try folder.mode(of: "log") == 0o600)
    }

    @Test func `appending through a link or to a pipe is refused`() throws {
        #expect(symlink(folder.file("target"), folder.file("link")) == 0)
        #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
        #expect(throws: FileFault.symbolicLink(path: folder.file("link"))) {
            try FileAppending.append([65], to: folder.file("link"))
        }
        #expect(throws: FileFault.wrongKind(path: folder.file("pipe"), kind: .pipe)) {
            try FileAppending.append([65], to: folder.file("pipe"))
        }
    }
}

/// Lets no file of this process grow beyond so many bytes, as a full disk would; afterwards files may grow again, since
/// the process still has its coverage to write.
private func withFileSizeLimit(_ bytes: rlim_t, _ body: () throws -> Void) throws {
    let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    var before = rlimit()
    try #require(getrlimit(resource, &before) == 0)
    var limit = rlimit(rlim_cur: bytes, rlim_max: before.rlim_max)
    signal(SIGXFSZ, SIG_IGN)
    try #require(setrlimit(resource, &limit) == 0)
    try body()
    try #require(setrlimit(resource, &before) == 0)
}
