import Domain
import Files
import Signing
import Testing

@Suite struct PlanSignatureTests {
    let fixture: KeygenFixture
    let plan = Array("{\n  \"plan\": 1\n}\n".utf8)

    init() throws { fixture = try KeygenFixture() }

    private func verdict(
        signedBy name: String = "alice",
        as signed: SignatureNamespace = .plan,
        over bytes: [UInt8]? = nil,
        signers lines: String
    ) async throws -> SignatureVerdict {
        let signature = try await fixture.keygen.sign(plan, key: fixture.folder.file(name), namespace: signed)
        let judge = PlanSignature(keygen: fixture.keygen, signers: try fixture.signers(lines))
        return try await judge.verdict(on: signature, over: bytes ?? plan, namespace: .plan, at: fixture.now)
    }

    @Test func `one flipped bit in the plan is refused`() async throws {
        let key = try await fixture.key("alice")
        var flipped = plan
        flipped[3] ^= 1
        let verdict = try await verdict(over: flipped, signers: "alice namespaces=\"reconcile-plan\" \(key.text)")
        guard case .invalid = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func `one flipped bit in the signature is refused`() async throws {
        let key = try await fixture.key("alice")
        let signature = try await fixture.keygen.sign(plan, key: fixture.folder.file("alice"), namespace: .plan)
        let signers = try fixture.signers("alice namespaces=\"reconcile-plan\" \(key.text)")
        let judge = PlanSignature(keygen: fixture.keygen, signers: signers)
        for index in stride(from: 0, to: signature.count - 1, by: 37) {
            var flipped = signature
            flipped[index] ^= 1
            let verdict = try await judge.verdict(on: flipped, over: plan, namespace: .plan, at: fixture.now)
            if case .valid = verdict { Issue.record("bit in byte \(index)") }
        }
    }

    @Test func `a stranger's signature is a stranger's`() async throws {
        let key = try await fixture.key("alice")
        _ = try await fixture.key("mallory")
        let line = "alice namespaces=\"reconcile-plan\" \(key.text)"
        #expect(try await verdict(signedBy: "mallory", signers: line) == .stranger)
    }

    @Test func `a signature for another use does not count`() async throws {
        let key = try await fixture.key("alice")
        let line = "alice namespaces=\"reconcile-plan,reconcile-approval\" \(key.text)"
        #expect(try await verdict(as: .approval, signers: line) == .wrongNamespace(found: "reconcile-approval"))
    }

    @Test func `a key that is listed for other uses only does not count`() async throws {
        let key = try await fixture.key("alice")
        let line = "alice namespaces=\"reconcile-approval\" \(key.text)"
        #expect(try await verdict(signers: line) == .notPermitted(principal: "alice"))
    }

    @Test(arguments: ["valid-before=\"20200101Z\"", "valid-after=\"21000101000000Z\""])
    func `a key outside its time does not count`(_ option: String) async throws {
        let key = try await fixture.key("alice")
        let line = "alice namespaces=\"reconcile-plan\",\(option) \(key.text)"
        #expect(try await verdict(signers: line) == .revokedOrExpired(principal: "alice"))
    }

    @Test func `a renewed or second line of the same person counts`() async throws {
        let key = try await fixture.key("alice")
        let old = "alice namespaces=\"reconcile-plan\",valid-before=\"20200101Z\" \(key.text)"
        let other = "alice namespaces=\"reconcile-approval\" \(key.text)"
        let new = "alice namespaces=\"reconcile-plan\" \(key.text)"
        let verdict = try await verdict(signers: [old, other, new].joined(separator: "\n"))
        #expect(verdict == .valid(principal: "alice", fingerprint: key.fingerprint))
    }

    @Test func `no signature and no SSH signature are told apart`() async throws {
        let key = try await fixture.key("alice")
        let signers = try fixture.signers("alice namespaces=\"reconcile-plan\" \(key.text)")
        let judge = PlanSignature(keygen: fixture.keygen, signers: signers)
        #expect(try await judge.verdict(on: nil, over: plan, namespace: .plan, at: fixture.now) == .missing)
        for garbage in [[], Array("ok\n".utf8), [UInt8](repeating: 45, count: 70_000)] {
            let verdict = try await judge.verdict(on: garbage, over: plan, namespace: .plan, at: fixture.now)
            #expect(verdict == .invalid(reason: "it is no armored SSH signature"))
        }
    }

    @Test func `a certificate counts for its one principal where the authority's line admits it`() async throws {
        let authority = try await fixture.key("ca")
        _ = try await fixture.key("alice")
        let line = "*@example.com cert-authority,namespaces=\"reconcile-plan\" \(authority.text)"
        try certify("alice@example.com")
        let verdict = try await verdict(signedBy: "alice-cert.pub", signers: line)
        #expect(verdict == .valid(principal: "alice@example.com", fingerprint: try await fingerprint("alice")))
        try certify("alice@example.com,bob@example.com")
        let two = try await self.verdict(signedBy: "alice-cert.pub", signers: line)
        #expect(two == .invalid(reason: "its certificate names more than one principal"))
        try certify("alice@elsewhere.org")
        #expect(try await self.verdict(signedBy: "alice-cert.pub", signers: line) == .stranger)
    }

    private func certify(_ principals: String) throws {
        let path = fixture.folder.file("ca")
        let arguments = ["-q", "-s", path, "-I", "id", "-n", principals, fixture.folder.file("alice.pub")]
        #expect(try fixture.stock(arguments, input: []).0 == 0)
    }

    private func fingerprint(_ name: String) async throws -> String {
        try await fixture.keygen.publicKey(of: fixture.folder.file(name)).fingerprint
    }
}
