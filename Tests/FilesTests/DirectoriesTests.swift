import Files
import Foundation
import Glibc
import Testing

@Suite struct DirectoriesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `missing parents are made with the mode, and again is no fault`() throws {
        let path = folder.file("a/b/c")
        try Directories.make(path, mode: 0o700)
        try Directories.make(path, mode: 0o700)
        for name in ["a", "a/b", "a/b/c"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `a file or a dangling link in the way is told`() throws {
        try FileWriting.writeNew([1], to: folder.file("a"), mode: 0o600)
        #expect(throws: FileFault.exists(path: folder.file("a"))) { try Directories.make(folder.file("a")) }
        #expect(symlink(folder.file("nowhere"), folder.file("link")) == 0)
        #expect(throws: FileFault.exists(path: folder.file("link"))) { try Directories.make(folder.file("link")) }
    }

    @Test func `names are listed in the order of their bytes, up to the limit`() throws {
        for name in ["b", "a", "Z"] { try FileWriting.writeNew([], to: folder.file(name), mode: 0o600) }
        #expect(try Directories.names(in: folder.path, limit: 3) == ["Z", "a", "b"])
        #expect(throws: FileFault.self) { try Directories.names(in: folder.path, limit: 2) }
    }

    @Test func `a flat directory is removed, a nested one is not`() throws {
        try Directories.make(folder.file("flat"))
        try FileWriting.writeNew([], to: folder.file("flat/a"), mode: 0o600)
        try Directories.removeFlat(folder.file("flat"))
        try Directories.make(folder.file("deep/inner"))
        #expect(throws: FileFault.self) { try Directories.removeFlat(folder.file("deep")) }
        #expect(try folder.names() == ["deep"])
    }
}
