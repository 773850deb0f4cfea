import Files
import Glibc
import Testing

@Suite struct FileLockTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a second holder is told who the first is`() throws {
        let path = folder.file("lock")
        let lock = try FileLock.acquire(path, note: "apply \u{1b}[31mred")
        #expect(FileLockTests.fault(acquiring: path) == .held(path: path, by: "pid \(getpid()): apply [31mred"))
        lock.release()
        #expect(FileLockTests.fault(acquiring: path) == nil)
        #expect(try folder.mode(of: "lock") == 0o600)
    }

    @Test func `who looks learns of the holder and holds nothing`() throws {
        let path = folder.file("lock")
        #expect(FileLock.holder(of: path) == nil)
        let lock = try FileLock.acquire(path, note: "run 1")
        #expect(FileLock.holder(of: path) == "pid \(getpid()): run 1")
        lock.release()
        #expect(FileLock.holder(of: path) == nil)
        #expect(FileLockTests.fault(acquiring: path) == nil)
    }

    @Test func `a link in the place of the lock file is refused`() {
        let path = folder.file("lock")
        #expect(symlink(folder.file("elsewhere"), path) == 0)
        #expect(FileLockTests.fault(acquiring: path) == .file(.symbolicLink(path: path)))
    }

    @Test func `a holder that is killed frees the lock`() async throws {
        let path = folder.file("lock")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let lock = try FileLock.acquire(path, note: "to be killed")
            guard case .held = FileLockTests.fault(acquiring: path) else { exit(3) }
            kill(getpid(), SIGKILL)
            lock.release()
        }
        #expect(String(decoding: try FileReading.read(path, limit: 99), as: UTF8.self).contains("to be killed"))
        #expect(FileLockTests.fault(acquiring: path) == nil)
    }

    /// A lock cannot be copied, and `#expect` copies what it looks at.
    private static func fault(acquiring path: String) -> LockFault? {
        do {
            let lock = try FileLock.acquire(path, note: "second")
            lock.release()
            return nil
        } catch {
            return error
        }
    }
}
