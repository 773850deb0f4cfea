import TestSupport
import Testing

extension EndToEnd {
    /// A plan file is used once, however it is tried.
    @Suite(.needs(.engine)) struct SingleUseTests {
        @Test func `a plan that was applied is refused the second time`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let first = try await scene.apply(plan).requireExit(0)
                let run = try #require(JSONDocument(parsing: first.stdout).data.run_id.string)
                try await scene.engine.docker("volume", "create", "test-v")
                try await scene.expectRefusal(of: plan, .init(4, "single_use", "RC305", naming: run))
                #expect(try await scene.has("volume", "test-v"))
            }
        }

        @Test func `a copy of a used plan under another name is refused too`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.inRoot("cp '\(plan)' copy.plan.json; cp '\(plan).sig' copy.plan.json.sig")
                try await scene.apply(plan).requireExit(0)
                try await scene.expectRefusal(of: "copy.plan.json", .init(4, "single_use", "RC305"))
            }
        }

        @Test func `two at once: one applies and one is refused`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let both = [try scene.startApply(plan), try scene.startApply(plan)]
                var exits: [Int32] = []
                for one in both { exits.append(try await one.outcome().exit) }
                #expect(exits.sorted().first == 0, "\(exits)")
                #expect([4, 75].contains(exits.sorted().last), "\(exits)")
                #expect(Set(scene.proxy.mutatingRequests).count == scene.proxy.mutatingRequests.count)
            }
        }

        @Test func `while one applies, another says who holds the lock`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let gate = RecordingProxy.Gate()
                scene.proxy.failNext("DELETE", "/volumes/test-v", .hold(gate))
                let first = try scene.startApply(plan)
                try await gate.arrival()
                let second = try await scene.apply(plan)
                #expect(second.exit == 75, "\(second)")
                #expect(second.stdout.contains(plan), "\(second)")
                gate.open()
                try await first.outcome().requireExit(0)
            }
        }
    }
}
