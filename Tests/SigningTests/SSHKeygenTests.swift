import Files
import Foundation
import Signing
import TestSupport
import Testing

@Suite struct SSHKeygenTests {
    let fixture: KeygenFixture

    init() throws { fixture = try KeygenFixture() }

    @Test func `a new key has private modes and is never overwritten`() async throws {
        let key = try await fixture.key("alice")
        #expect(try fixture.folder.mode(of: "alice") == 0o600)
        #expect(try fixture.folder.mode(of: "alice.pub") == 0o644)
        await #expect(throws: FileFault.exists(path: fixture.folder.file("alice"))) { try await fixture.key("alice") }
        #expect(try await fixture.keygen.publicKey(of: fixture.folder.file("alice")) == key)
        #expect(try await fixture.keygen.publicKey(of: fixture.folder.file("alice.pub")) == key)
        try FileWriting.remove(fixture.folder.file("alice.pub"))
        #expect(try await fixture.keygen.publicKey(of: fixture.folder.file("alice")) == key)
        #expect(try fixture.folder.names() == ["alice"])
    }

    @Test func `a key that is not there fails with what ssh-keygen says`() async throws {
        let fault = await #expect(throws: KeygenFault.self) {
            try await fixture.keygen.sign([1], key: fixture.folder.file("none"), namespace: .plan)
        }
        guard case .failed(let reason) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(reason.contains("No such file or directory"))
    }

    @Test(.timeLimit(.minutes(1))) func `a program that never ends is killed when the time is up`() async throws {
        let slow = fixture.folder.file("ssh-keygen")
        let begun = fixture.folder.file("begun")
        try FileWriting.writeNew(Array("#!/bin/sh\n: >'\(begun)'\nexec sleep 600\n".utf8), to: slow, mode: 0o700)
        let keygen = keygen(at: slow) {
            try await Waiting.until("the program has begun") { FileManager.default.fileExists(atPath: begun) }
        }
        await #expect(throws: KeygenFault.timedOut) {
            try await keygen.sign([1], key: "key", namespace: .plan)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a program that writes without end is stopped`() async throws {
        let loud = fixture.folder.file("ssh-keygen")
        try FileWriting.writeNew(Array("#!/bin/sh\nexec cat /dev/zero\n".utf8), to: loud, mode: 0o700)
        let keygen = keygen(at: loud, deadline: { try await Task.sleep(for: .seconds(50)) })
        let fault = await #expect(throws: KeygenFault.self) {
            try await keygen.sign([1], key: "key", namespace: .plan)
        }
        #expect(fault != .timedOut)
    }

    @Test func `only what an agent and a prompt need is passed on`() async throws {
        let script = fixture.folder.file("ssh-keygen")
        try FileWriting.writeNew(Array("#!/bin/sh\n/usr/bin/env >&2\nexit 1\n".utf8), to: script, mode: 0o700)
        let environment = ["HOME": "/h", "POSTGRES_PASSWORD": "canary", "LD_PRELOAD": "canary"]
        let keygen = SSHKeygen(
            executable: script,
            environment: environment,
            scratch: fixture.folder.path,
            deadline: { try await Task.sleep(for: .seconds(30)) }
        )
        let fault = await #expect(throws: KeygenFault.self) {
            try await keygen.sign([1], key: "key", namespace: .plan)
        }
        #expect(fault?.summary.contains("HOME=/h") == true)
        #expect(fault?.summary.contains("canary") == false)
    }

    @Test func `it is searched on absolute entries of the path alone`() throws {
        let folder = try TemporaryFolder()
        let own = folder.file("ssh-keygen")
        try FileWriting.writeNew(Array("#!/bin/sh\n".utf8), to: own, mode: 0o700)
        #expect(try SSHKeygen.locate(searchPath: "\(folder.path):/usr/bin") == own)
        #expect(try SSHKeygen.locate(searchPath: ".:bin::") == "/usr/bin/ssh-keygen")
    }

    private func keygen(at path: String, deadline: @escaping @Sendable () async throws -> Void) -> SSHKeygen {
        SSHKeygen(executable: path, environment: [:], scratch: fixture.folder.path, deadline: deadline)
    }
}
