import CoreTestSupport
import Domain
import JSON
import TestSupport
import Testing

@testable import Workflows

/// What the SSOT denies, against plans that their author signed and that say nothing of it.
@Suite(.serialized) struct FindingPolicyTests {
    private func deny(_ scene: HostScene, _ more: String = "") async throws {
        let ssot = String(decoding: try scene.read(HostScene.ssot), as: UTF8.self)
        try scene.write(ssot + "  policy:\n    deny: [bind_outside_project]\n" + more, to: HostScene.ssot)
    }

    /// The plan of before the denial, as if it had been made with it.
    private func forged(_ scene: HostScene, hiding: Bool) async throws -> String {
        let genuine = try scene.json(try await scene.plan())
        try await deny(scene)
        let digest = Hash.sha256(try scene.read(HostScene.ssot))
        let plan = genuine.setting("plan.ssot.sha256", to: .string(digest))
        let name = "plans/forged.plan.json"
        try await scene.write(plan: hiding ? plan.at(Place.worker, "findings", is: []) : plan, to: name)
        return name
    }

    @Test func `a plan that tells a denied finding is refused before the Engine is asked`() async throws {
        try await HostScene.with { scene in
            let plan = try await forged(scene, hiding: false)
            let before = scene.server.requestLines.count
            let refusal = try #require(try await scene.refusal(of: plan))
            #expect(refusal.exitCode == .refusedProtected)
            #expect(refusal.gate == .findings)
            #expect(scene.server.requestLines.count == before)
        }
    }

    @Test func `a plan that hides a denied finding is refused by its bodies`() async throws {
        try await HostScene.with { scene in
            let refusal = try #require(try await scene.refusal(of: try await forged(scene, hiding: true)))
            #expect(refusal.exitCode == .refusedProtected)
            #expect(refusal.gate == .findings)
            #expect(refusal.diagnostics.first?.code == .findingDenied)
            #expect(scene.mutatingRequests == [])
        }
    }

    @Test func `the planner's own plan with an exception passes`() async throws {
        try await HostScene.with { scene in
            try await deny(
                scene,
                "    allow: [{finding: bind_outside_project, address: container/demo-worker-1, reason: files}]\n"
            )
            #expect(try await scene.refusal(of: try await scene.plan()) == nil)
        }
    }
}
