import CoreTestSupport
import Domain
import JSON
import Testing

/// Plans that their author signed, and that no planner of this host wrote.
@Suite(.serialized) struct HandMadePlanTests {
    @Test func `a plan that differs in one thing is refused by that thing, and nothing is sent`() async throws {
        #expect(HandMadePlan.all.count >= 60)
        #expect(Set(HandMadePlan.all.map(\.name)).count == HandMadePlan.all.count)
        try await HostScene.with { scene in
            try await prepare(scene)
            let genuine = try scene.json(try await scene.plan())
            for made in HandMadePlan.all {
                let plan = made.edit(genuine)
                try #require(plan.bytes(.pretty) != genuine.bytes(.pretty), "\(made.name)")
                try await scene.write(plan: plan, to: "plans/hand-made.plan.json")
                let refusal = try await scene.refusal(of: "plans/hand-made.plan.json")
                #expect(refusal?.exitCode == made.exit, "\(made.name): \(String(describing: refusal))")
                let reported = refusal?.told ?? ""
                #expect(reported.contains(made.field), "\(made.name): \(String(describing: refusal))")
                #expect(refusal?.diagnostics.first?.fix.isEmpty == false, "\(made.name)")
                for secret in ["canary-", "hmac-sha256:"] {
                    #expect(!reported.contains(secret), "\(made.name): \(reported)")
                }
                #expect(scene.mutatingRequests == [], "\(made.name)")
            }
        }
    }

    @Test func `the planner's own plan passes the gate, and so does its copy`() async throws {
        try await HostScene.with { scene in
            let own = try await scene.plan()
            let genuine = try scene.json(own)
            // The same plan in other bytes: this file is not recorded in the ledger as our own, so its parts are
            // compared.
            let copy = genuine.setting("issued.id", to: "20261123T124746Z-00c0ffee")
            try await scene.write(plan: copy, to: "plans/copy.plan.json")
            for plan in ["plans/copy.plan.json", own] {
                let before = scene.mutatingRequests.count
                #expect(try await scene.refusal(of: plan) == nil)
                #expect(scene.mutatingRequests.count > before)
            }
        }
    }

    @Test func `a selection of the planner's passes as it was selected`() async throws {
        try await HostScene.with { scene in
            for targets in [["container/demo-agent-1"], ["volume/test-*"], ["*/test-*", "container/demo-cache-1"]] {
                let genuine = try scene.json(try await scene.plan(targets: targets))
                try await scene.write(
                    plan: genuine.setting("issued.id", to: "20261123T124746Z-00c0ffee"),
                    to: "plans/\(targets[0].count).plan.json"
                )
                #expect(try await scene.refusal(of: "plans/\(targets[0].count).plan.json") == nil, "\(targets)")
            }
        }
    }

    @Test func `a thousand random mutations of a signed plan are refused`() async throws {
        try await HostScene.with { scene in
            let genuine = try scene.json(try await scene.plan())
            var mutations = PlanMutations(of: genuine, seed: 7)
            var exits: [ExitCode: Int] = [:]
            for _ in 0..<Share.of(1_000) {
                let mutation = mutations.next()
                try await scene.write(plan: mutation.plan, to: "plans/mutant.plan.json")
                let refusal = try await scene.refusal(of: "plans/mutant.plan.json")
                guard let exit = refusal?.exitCode else {
                    Issue.record("applied: \(mutation.what)")
                    return
                }
                exits[exit, default: 0] += 1
                let expected: Set<ExitCode> = [
                    .refusedStale, .refusedTrust, .refusedProtected, .invalidInput, .configuration,
                ]
                #expect(expected.contains(exit), "\(mutation.what): \(String(describing: refusal))")
                #expect(refusal?.diagnostics.first?.summary.isEmpty == false)
                #expect(scene.mutatingRequests == [], "\(mutation.what)")
            }
            print("mutations by exit code: \(exits.map { "\($0.key.rawValue): \($0.value)" }.sorted())")
        }
    }

    /// A laxer SSOT, and a second stack file, as an author could commit them.
    private func prepare(_ scene: HostScene) async throws {
        let ssot = String(decoding: try scene.read(HostScene.ssot), as: UTF8.self)
        try scene.write(ssot.replacing("test-*", with: "*"), to: "infra/docker/lax.yaml")
        try scene.write(try scene.read(HostScene.stack), to: "stack/copy.yaml")
    }
}

extension Refusal {
    /// Everything that a refusal says.
    var told: String {
        let words = diagnostics.map { "\($0.summary) \($0.detail)" }
        let facts = moved.map { "\($0.address) \($0.field) \($0.planned) \($0.observed)" }
        return (words + facts).joined(separator: "\n")
    }
}
