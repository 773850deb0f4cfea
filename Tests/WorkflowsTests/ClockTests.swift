import Domain
import TestSupport
import Testing
import Workflows

/// Use cases under a clock that the test sets.
@Suite(.serialized) struct ClockTests {
    private func expectRefusal(_ scene: HostScene, _ plan: String, _ code: DiagnosticCode) async throws {
        let refusal = try #require(try await scene.refusal(of: plan))
        #expect(refusal.gate == .expiry)
        #expect(refusal.exitCode == .refusedTrust)
        #expect(refusal.diagnostics.first?.code == code, "\(refusal)")
        #expect(scene.mutatingRequests == [])
    }

    /// The gate let it through: the scripted Engine refuses the first call.
    private func expectAdmitted(_ scene: HostScene, _ plan: String) async throws {
        #expect(try await scene.refusal(of: plan) == nil)
        #expect(!scene.mutatingRequests.isEmpty)
    }

    private func withHour(_ body: (HostScene) async throws -> Void) async throws {
        try await HostScene.with { scene in
            let ssot = String(decoding: try scene.read(HostScene.ssot), as: UTF8.self)
            try scene.write(ssot + "  approval: {required: 0, plan_ttl_hours: 1}\n", to: HostScene.ssot)
            try await body(scene)
        }
    }

    @Test(arguments: [60, 61, 60 * 24 * 365])
    func `a plan is refused once its time has passed`(minutes: Int64) async throws {
        try await withHour { scene in
            let plan = try await scene.plan()
            scene.clock.advance(minutes: minutes)
            try await expectRefusal(scene, plan, .planExpired)
        }
    }

    @Test func `a plan is applied within its time`() async throws {
        try await withHour { scene in
            let plan = try await scene.plan()
            scene.clock.advance(minutes: 58)
            try await expectAdmitted(scene, plan)
        }
    }

    @Test func `a clock behind the newest record judges no plan`() async throws {
        try await HostScene.with { scene in
            let plan = try await scene.plan()
            scene.clock.advance(minutes: -10)
            try await expectRefusal(scene, plan, .clockBehind)
        }
    }

    @Test func `a clock that is a little behind is as good as any`() async throws {
        try await HostScene.with { scene in
            let plan = try await scene.plan()
            scene.clock.advance(minutes: -4)
            try await expectAdmitted(scene, plan)
        }
    }

    @Test func `a record from the future is named with its run, and the way on works`() async throws {
        try await HostScene.with { scene in
            scene.clock.advance(minutes: 60 * 24 * 400)
            _ = try await scene.auditWarnings()
            scene.clock.advance(minutes: -60 * 24 * 400)
            let plan = try await scene.plan()
            let refusal = try #require(try await scene.refusal(of: plan))
            #expect(refusal.diagnostics.first?.code == .clockBehind)
            #expect(refusal.told.contains("The run 20"), "\(refusal)")
            #expect(refusal.diagnostics.first?.fix.contains("init --accept-clock") == true)
            try await scene.initialise(acceptingClock: true)
            try await expectAdmitted(scene, try await scene.plan())
        }
    }
}
