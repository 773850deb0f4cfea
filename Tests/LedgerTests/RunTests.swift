import Domain
import Ledger
import Testing

struct RunTests {
    @Test func `runs read back newest first`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let detail: JSON = ["endpoint": "unix:///var/run/docker.sock"]
        try ledger.begin(
            RunStart(id: "r1", kind: .audit, at: Moment.start, principal: "bob", engine: Host.engine, detail: detail)
        )
        try ledger.end(run: "r1", outcome: .succeeded, exitCode: .differences, at: Moment.day(1), summary: "2 unknown")
        try ledger.begin(RunStart(id: "r0", kind: .plan, at: Moment.start))
        #expect(try ledger.runs(limit: 5).map(\.id) == ["r0", "r1"])
        #expect(try ledger.runs(limit: 1).map(\.outcome) == [.unfinished])
        let run = try ledger.run("r1")
        #expect(
            run.run
                == RunRecord(
                    id: "r1",
                    kind: .audit,
                    startedAt: Moment.start,
                    endedAt: Moment.day(1),
                    outcome: .succeeded,
                    exitCode: .differences,
                    planDigest: nil,
                    fileHash: nil,
                    principal: "bob",
                    engine: Host.engine,
                    summary: "2 unknown"
                )
        )
        #expect(run.detail == detail)
        #expect(try ledger.newestRecord()?.at == Moment.day(1))
    }

    @Test func `what is not there is said`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        #expect(throws: LedgerFault.noRecord("run r9")) { try ledger.run("r9") }
        #expect(throws: LedgerFault.noRecord("run r9")) {
            try ledger.end(run: "r9", outcome: .failed, exitCode: .unexpected, at: Moment.start, summary: "")
        }
        #expect(LedgerFault.noRecord("run r9").failure.exitCode == .inputMissing)
        #expect(try ledger.verify().size == 1)
    }

    @Test func `a refusal keeps gate, codes and what moved`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        let moved = Refusal.Moved(
            address: Address(.container, "test-a"),
            field: "id",
            planned: "aa",
            observed: "bb"
        )
        let refusal = Refusal(
            gate: .targets,
            exitCode: .refusedStale,
            diagnostics: [Diagnostic(.planStale, "The plan is stale."), Diagnostic(.phraseMissing, "No phrase.")],
            moved: [moved]
        )
        try ledger.refuse(Cleanup.start("r1", at: Moment.start), refusal, at: Moment.start)
        let run = try ledger.run("r1")
        #expect(run.run.outcome == .refused)
        #expect(run.run.exitCode == .refusedStale)
        #expect(run.run.summary == "refused: RC301 The plan is stale.")
        #expect(run.refusal?.gate == .targets)
        #expect(run.refusal?.codes == ["RC301", "RC307"])
        #expect(run.refusal?.detail["moved"]?.array?.first?["observed"]?.string == "bb")
        #expect(try ledger.refusals(limit: 5).count == 1)
        #expect(try ledger.runThatUsed("sha256:file-of-r1") == nil)
        #expect(
            try workspace.shell("SELECT gate, codes FROM v_refusals", readOnly: true).output == "targets|RC301 RC307"
        )
    }

    @Test func `plans are kept with their bytes`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.begin(RunStart(id: "r1", kind: .plan, at: Moment.start))
        try ledger.record(
            plan: [1, 0, 255],
            run: "r1",
            digest: "sha256:d",
            fileHash: "sha256:f",
            path: "plans/staging/x.plan.json",
            principal: nil,
            at: Moment.start
        )
        #expect(try ledger.plan(fileHash: "sha256:f") == [1, 0, 255])
        #expect(try ledger.plan(fileHash: "sha256:g") == nil)
        #expect(try ledger.run("r1").run.planDigest == "sha256:d")
    }

    @Test func `a ledger belongs to one engine and environment`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        try ledger.bind(engine: Host.engine, environment: "staging", at: Moment.start)
        try ledger.bind(engine: Host.engine, environment: "staging", at: Moment.start)
        #expect(try ledger.binding() == Ledger.Binding(engine: Host.engine, environment: "staging"))
        let clone = EngineIdentity(id: "ENGINE", name: "host-2")
        for (engine, environment) in [(clone, "staging"), (Host.engine, "production")] {
            let fault = #expect(throws: LedgerFault.self) {
                try ledger.bind(engine: engine, environment: environment, at: Moment.start)
            }
            #expect(fault?.failure.exitCode == .configuration)
            #expect(fault?.failure.diagnostics.map(\.code) == [.ledgerOtherEngine])
        }
        try ledger.rebind(engine: clone, environment: "staging", at: Moment.start)
        #expect(try ledger.binding()?.engine == clone)
        #expect(try ledger.verify().size == 3)
    }

    @Test func `digests of signers and key are kept and logged on change only`() throws {
        let workspace = try Workspace()
        let ledger = try workspace.ledger()
        #expect(try ledger.signersDigest() == nil)
        for _ in 0..<2 { try ledger.setSignersDigest("sha256:s", at: Moment.start) }
        try ledger.setDigestKeyID("key-1", at: Moment.start)
        #expect(try ledger.signersDigest() == "sha256:s")
        #expect(try ledger.digestKeyID() == "key-1")
        #expect(try ledger.verify().size == 3)
    }
}
