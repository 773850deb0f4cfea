import Domain
import Files
import Signing
import Testing

/// Our signatures and those of stock `ssh-keygen` are the same thing.
@Suite struct StockKeygenTests {
    let fixture: KeygenFixture
    let plan = Array("{\n  \"plan\": 1\n}\n".utf8)

    init() throws { fixture = try KeygenFixture() }

    @Test func `our signature is accepted by stock ssh-keygen`() async throws {
        let key = try await fixture.key("alice")
        let signature = try await fixture.keygen.sign(plan, key: fixture.folder.file("alice"), namespace: .approval)
        let signers = Array("alice namespaces=\"reconcile-approval\" \(key.text)\n".utf8)
        try FileWriting.writeNew(signature, to: fixture.folder.file("sig"), mode: 0o600)
        try FileWriting.writeNew(signers, to: fixture.folder.file("signers"), mode: 0o600)
        let arguments = [
            "-Y", "verify", "-f", fixture.folder.file("signers"), "-I", "alice", "-n", "reconcile-approval", "-s",
            fixture.folder.file("sig"),
        ]
        #expect(try fixture.stock(arguments, input: plan).0 == 0)
        #expect(try fixture.stock(arguments, input: plan + [0]).0 != 0)
    }

    @Test func `a signature made by stock ssh-keygen is accepted by us`() async throws {
        let key = try await fixture.key("alice")
        let arguments = ["-Y", "sign", "-n", "reconcile-approval", "-f", fixture.folder.file("alice")]
        let (status, signature) = try fixture.stock(arguments, input: plan)
        #expect(status == 0)
        let judge = PlanSignature(
            keygen: fixture.keygen,
            signers: try fixture.signers("alice namespaces=\"reconcile-approval\" \(key.text)")
        )
        let verdict = try await judge.verdict(on: signature, over: plan, namespace: .approval, at: fixture.now)
        #expect(verdict == .valid(principal: "alice", fingerprint: key.fingerprint))
    }

    @Test func `our fingerprint is the one that ssh-keygen prints`() async throws {
        let key = try await fixture.key("alice")
        let (_, output) = try fixture.stock(["-l", "-f", fixture.folder.file("alice.pub")], input: [])
        #expect(String(decoding: output, as: UTF8.self).contains(" \(key.fingerprint) "))
    }

    @Test func `a large plan is signed and judged`() async throws {
        let key = try await fixture.key("alice")
        let large = [UInt8](repeating: 0x20, count: 16 << 20)
        let signature = try await fixture.keygen.sign(large, key: fixture.folder.file("alice"), namespace: .plan)
        let judge = PlanSignature(
            keygen: fixture.keygen,
            signers: try fixture.signers("alice namespaces=\"reconcile-plan\" \(key.text)")
        )
        let verdict = try await judge.verdict(on: signature, over: large, namespace: .plan, at: fixture.now)
        #expect(verdict == .valid(principal: "alice", fingerprint: key.fingerprint))
    }

    @Test func `nothing is left in the scratch directory`() async throws {
        let key = try await fixture.key("alice")
        let before = try fixture.folder.names()
        let signature = try await fixture.keygen.sign(plan, key: fixture.folder.file("alice"), namespace: .plan)
        let signers = try fixture.signers("alice namespaces=\"reconcile-plan\" \(key.text)")
        _ = try await PlanSignature(keygen: fixture.keygen, signers: signers)
            .verdict(on: signature, over: plan, namespace: .plan, at: fixture.now)
        #expect(try fixture.folder.names() == before)
        #expect(before == ["alice", "alice.pub"])
    }
}
