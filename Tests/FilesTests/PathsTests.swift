import Files
import Testing

@Suite struct PathsTests {
    @Test(arguments: [
        ("/a", "b", "/a/b"), ("/a/", "b", "/a/b"), ("/a", "/b", "/b"), ("", "b", "b"), (".", "b", "./b"),
    ])
    func `joining keeps an absolute second path`(_ base: String, _ path: String, _ expected: String) {
        #expect(Paths.join(base, path) == expected)
    }

    @Test(arguments: [
        ("/a/./b//c/", "/a/b/c"), ("/a/../../b", "/b"), ("a/../..", ".."), ("../a/..", ".."), ("", "."), ("/", "/"),
        ("./a", "a"),
    ])
    func `normalising resolves dots without looking at the disk`(_ path: String, _ expected: String) {
        #expect(Paths.normalized(path) == expected)
    }

    @Test(arguments: [
        ("/r/a/b", "/r", "a/b"), ("/r", "/r/", "."), ("/ra", "/r", nil), ("/r/../x", "/r", nil), ("a/b", ".", "a/b"),
        ("../x", ".", nil), ("a", "/r", nil), ("/a", "/", "a"),
    ])
    func `a path is relative to a root only below it`(_ path: String, _ root: String, _ expected: String?) {
        #expect(Paths.relative(path, to: root) == expected)
    }

    @Test(arguments: [("/a/b", "/a", "b"), ("a", ".", "a"), ("/a", "/", "a"), ("/", "/", ""), ("a/b/", "a", "b")])
    func `a path has a parent and a last component`(_ path: String, _ parent: String, _ last: String) {
        #expect(Paths.parent(of: path) == parent)
        #expect(Paths.lastComponent(of: path) == last)
    }

    @Test func `a combining mark does not hide a slash`() {
        #expect(Paths.lastComponent(of: "a/\u{301}b") == "\u{301}b")
    }

    @Test func `the real path of a file is refused where a directory is needed`() throws {
        #expect(try Paths.realDirectory("/usr/../usr/bin/..") == "/usr")
        #expect(throws: FileFault.wrongKind(path: #filePath, kind: .regular)) { try Paths.realDirectory(#filePath) }
    }
}
