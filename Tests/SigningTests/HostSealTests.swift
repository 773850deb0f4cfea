import Files
import Signing
import Testing

@Suite struct HostSealTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func seal(_ byte: UInt8) throws -> HostSeal {
        HostSeal(key: try #require(SecretKey([UInt8](repeating: byte, count: 32))))
    }

    @Test(arguments: [0, 1, 15, 16, 100_000]) func `what is sealed opens again, and shows nothing`(_ size: Int) throws {
        let seal = try seal(1)
        let secret = [UInt8](repeating: 0x41, count: size)
        let sealed = try seal.seal(secret, context: "container/a")
        #expect(try seal.open(sealed, context: "container/a") == secret)
        #expect(sealed.count == size + 40)
        #expect(sealed.prefix(4).elementsEqual("RCS1".utf8))
        #expect(try seal.seal(secret, context: "container/a") != sealed)
    }

    @Test func `every flipped byte is noticed`() throws {
        let seal = try seal(1)
        let sealed = try seal.seal(Array("POSTGRES_PASSWORD=x".utf8), context: "c")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealFault.self) { try seal.open(changed, context: "c") }
        }
        for count in 0..<sealed.count {
            #expect(throws: SealFault.self) { try seal.open(Array(sealed.prefix(count)), context: "c") }
        }
    }

    @Test func `another context, key or format is told apart`() throws {
        let sealed = try seal(1).seal([1, 2, 3], context: "container/a")
        #expect(throws: SealFault.tampered) { try seal(1).open(sealed, context: "container/b") }
        #expect(throws: SealFault.notSealed) { try seal(1).open(Array("{}".utf8), context: "container/a") }
        let fault = #expect(throws: SealFault.self) { try seal(2).open(sealed, context: "container/a") }
        guard case .otherKey(let sealedWith, let have) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(sealedWith != have && sealedWith.count == 16)
    }

    @Test func `a key file is made once, private, and read back`() throws {
        let path = folder.file("seal.key")
        let made = try SecretKeyFile.create(at: path)
        #expect(try folder.mode(of: "seal.key") == 0o600)
        #expect(try SecretKeyFile.load(path).bytes == made.bytes)
        #expect(throws: KeyFault.file(.exists(path: path))) { try SecretKeyFile.create(at: path) }
        #expect(try SecretKeyFile.load(path).bytes == made.bytes)
        #expect(try SecretKeyFile.create(at: folder.file("other")).bytes != made.bytes)
    }

    @Test func `a key file that others can read, or of another length, is refused`() throws {
        let (open, short) = (folder.file("open"), folder.file("short"))
        try FileWriting.writeNew([UInt8](repeating: 1, count: 32), to: open, mode: 0o644)
        try FileWriting.writeNew([UInt8](repeating: 1, count: 31), to: short, mode: 0o600)
        #expect(throws: KeyFault.tooOpen(path: open, mode: 0o644)) { try SecretKeyFile.load(open) }
        #expect(throws: KeyFault.wrongLength(path: short, expected: 32)) { try SecretKeyFile.load(short) }
    }

    @Test func `a key cannot be printed`() throws {
        let key = try #require(SecretKey([UInt8](repeating: 211, count: 32)))
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("211"))
    }
}
