import Files
import Glibc
import Signing
import Testing

@Suite struct KeyChoiceTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ name: String, mode: UInt32 = 0o600) throws -> String {
        try Directories.make(Paths.parent(of: folder.file(name)))
        try FileWriting.writeNew([1], to: folder.file(name), mode: mode)
        return folder.file(name)
    }

    @Test func `the flag wins over the environment, and that over the key that init made`() throws {
        let (flag, variable, own) = (try make("a"), try make("b"), try make("keys/author"))
        func resolve(_ flag: String?, _ variable: String?) throws -> SigningKey {
            try KeyChoice.resolve(flag: flag, environment: variable, stateDirectory: folder.path)
        }
        #expect(try resolve(flag, variable) == .privateFile(path: flag))
        #expect(try resolve(nil, variable) == .privateFile(path: variable))
        #expect(try resolve(nil, "") == .privateFile(path: own))
        #expect(throws: KeyFault.file(.missing(path: "/nowhere/k"))) { try resolve("/nowhere/k", variable) }
    }

    @Test func `no key at all says where it looked`() {
        let looked = folder.file("keys/author")
        #expect(throws: KeyFault.noneChosen(lookedAt: looked)) {
            try KeyChoice.resolve(flag: nil, environment: nil, stateDirectory: folder.path)
        }
    }

    @Test(arguments: [0o644, 0o640, 0o660, 0o601] as [UInt32])
    func `a private key that others can touch is refused`(_ mode: UInt32) throws {
        let path = try make("k")
        #expect(chmod(path, mode) == 0)
        #expect(throws: KeyFault.tooOpen(path: path, mode: mode)) { try KeyChoice.key(at: path) }
        #expect(KeyFault.tooOpen(path: path, mode: mode).fix.hasPrefix("chmod 600 "))
    }

    @Test func `a public half stands for a key in an agent`() throws {
        let path = try make("k.pub", mode: 0o644)
        #expect(try KeyChoice.key(at: path) == .agent(publicFile: path))
    }

    @Test func `a directory is no key`() {
        #expect(throws: KeyFault.file(.wrongKind(path: folder.path, kind: .directory))) {
            try KeyChoice.key(at: folder.path)
        }
    }
}
