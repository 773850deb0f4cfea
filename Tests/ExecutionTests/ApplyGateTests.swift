import CoreTestSupport
import Domain
import Execution
import Testing

/// Each gate alone, its exit code, and which of several decides.
@Suite struct ApplyGateTests {
    @Test func `a plan whose every promise holds is admitted with its author`() throws {
        let fixture = GateFixture()
        #expect(fixture.plan.actions.count == 4)
        #expect(fixture.refusal == nil)
        let permit = try ApplyGate.admit(fixture.evidence)
        #expect(permit.principal == "alice@example.com")
    }

    @Test func `a ledger that does not continue the plan's history is refused`() {
        expect(.ledger, .configuration, .ledgerUnsound) { $0.history = .doesNotExtend(checkpoint: "origin\n3\nroot\n") }
    }

    @Test func `every signature that does not count is refused`() {
        expect(.signature, .refusedTrust, .signatureMissing) { $0.signature = .missing }
        expect(.signature, .refusedTrust, .signatureInvalid) { $0.signature = .invalid(reason: "a stranger") }
        expect(.signature, .refusedTrust, .signersInvalid) { $0.signature = .signersUnreadable(reason: "gone") }
        expect(.signature, .refusedTrust, .signersMoved) { $0.signature = .signersMoved(recorded: "a", found: "b") }
    }

    @Test func `a demand for approvals is never ignored`() {
        expect(.approvals, .configuration, .approvalsUnsupported) { $0.approvalsRequired = 1 }
    }

    @Test func `a plan expires at its second and not before`() {
        expect(.expiry, .refusedTrust, .planExpired) { $0.now = Fixture.now.adding(days: 3) }
        var fixture = GateFixture()
        fixture.now = Fixture.now.adding(days: 3).adding(seconds: -1)
        #expect(fixture.refusal == nil)
    }

    @Test func `a clock more than five minutes behind the newest record is not believed`() {
        expect(.expiry, .refusedTrust, .clockBehind) { $0.newestRecord = $0.now.adding(seconds: 301) }
        var fixture = GateFixture()
        fixture.newestRecord = fixture.now.adding(seconds: 300)
        #expect(fixture.refusal == nil)
    }

    @Test func `another engine by ID or by name is refused`() {
        expect(.engine, .refusedTrust, .planOtherEngine) { $0.engine = EngineIdentity(id: "OTHER", name: "staging-1") }
        expect(.engine, .refusedTrust, .planOtherEngine) { $0.engine = EngineIdentity(id: "ENGINE", name: "laptop") }
    }

    @Test func `an SSOT that means another host is refused`() {
        let mismatch = Diagnostic(.hostMismatch, "The SSOT is for engine OTHER", fix: "Name the right Engine.")
        expect(.engine, .configuration, .hostMismatch) { $0.hostMismatch = mismatch }
    }

    @Test func `a ledger of another engine is refused`() {
        expect(.engine, .configuration, .ledgerOtherEngine) { $0.boundEngine = EngineIdentity(id: "OTHER", name: "x") }
    }

    @Test func `a changed or unreadable SSOT makes the plan stale`() {
        expect(.inputs, .refusedStale, .inputsMoved) { $0.foundSSOT = "sha256:other" }
        expect(.inputs, .refusedStale, .inputsMoved) { $0.foundSSOT = nil }
    }

    @Test func `a secret that is missing or another one now makes the plan stale, by its name`() throws {
        var fixture = GateFixture()
        let web = Address(.container, "web")
        fixture.movedSecrets = [.init(address: web, field: "PASSWORD", planned: "(pinned)", observed: "missing")]
        // Planning again would only say the same in other words.
        fixture.replanning = Failure(.invalidInput, Diagnostic(.stackMissing, "no stack", fix: "Write one."))
        let refusal = try #require(fixture.refusal)
        #expect(refusal.gate == .inputs && refusal.exitCode == .refusedStale)
        #expect(refusal.diagnostics.map(\.code) == [.planStale])
        #expect(refusal.diagnostics.first?.summary.hasSuffix("PASSWORD") == true)
        #expect(refusal.moved == fixture.movedSecrets)
    }

    @Test func `a stack that cannot be planned any more makes the plan stale`() {
        expect(.targets, .refusedStale, .stackMissing) { fixture in
            fixture.replanning = Failure(.invalidInput, Diagnostic(.stackMissing, "no stack", fix: "Write one."))
        }
    }

    @Test func `without planning again nothing is admitted`() {
        var evidence = GateFixture().evidence
        evidence.replanned = nil
        #expect(ApplyGate.refusal(evidence) == nil)
        #expect(throws: Refusal.self) { _ = try ApplyGate.admit(evidence) }
    }

    @Test func `a plan is used once`() {
        expect(.singleUse, .refusedTrust, .planUsed) { $0.usedBy = "20261123T000000Z-00000000" }
    }

    @Test func `the stricter of the plan's limits and the SSOT's counts`() {
        expect(.limits, .refusedProtected, .planOverLimit) { fixture in
            fixture.policy = Fixture.policy { rules in
                rules.allowedContainers = ["odoo-staging"]
                rules.safe = ["test-*"]
                rules.limits = Limits(maxDeletes: 3)
            }
        }
    }

    @Test func `the phrase is asked for when something is deleted`() {
        expect(.phrase, .refusedTrust, .phraseMissing) { $0.phrase = .missing }
        expect(.phrase, .refusedTrust, .phraseMissing) { $0.phrase = .wrong }
    }

    @Test func `without a terminal the phrase is asked for by its flag`() throws {
        var fixture = GateFixture()
        fixture.phrase = .cannotAsk
        let refusal = try #require(fixture.refusal)
        #expect(refusal.gate == .phrase && refusal.exitCode == .refusedTrust)
        let diagnostic = try #require(refusal.diagnostics.first)
        #expect(diagnostic.summary.contains("no terminal"))
        #expect(diagnostic.fix.contains("--confirm \"APPLY CLEANUP\""))
        #expect(!diagnostic.fix.contains("at the prompt"))
    }

    @Test func `the first gate decides and the later ones are reported too`() throws {
        var fixture = GateFixture()
        fixture.phrase = .missing
        fixture.foundSSOT = nil
        fixture.usedBy = "20261123T000000Z-00000000"
        fixture.engine = EngineIdentity(id: "OTHER", name: "staging-1")
        fixture.now = Fixture.now.adding(days: 3)
        fixture.approvalsRequired = 1
        fixture.signature = .missing
        fixture.history = .missing
        let refusal = try #require(fixture.refusal)
        #expect(refusal.gate == .ledger && refusal.exitCode == .configuration)
        let expected: [DiagnosticCode] = [
            .ledgerUnsound, .signatureMissing, .approvalsUnsupported, .planExpired, .planOtherEngine, .inputsMoved,
            .planUsed, .phraseMissing,
        ]
        #expect(refusal.diagnostics.map(\.code) == expected)
    }

    private func expect(
        _ gate: Gate,
        _ exitCode: ExitCode,
        _ code: DiagnosticCode,
        _ change: (inout GateFixture) -> Void
    ) {
        var fixture = GateFixture()
        change(&fixture)
        let refusal = fixture.refusal
        #expect(refusal?.gate == gate)
        #expect(refusal?.exitCode == exitCode)
        #expect(refusal?.diagnostics.first?.code == code)
        #expect(refusal?.diagnostics.first?.fix.isEmpty == false)
    }
}
