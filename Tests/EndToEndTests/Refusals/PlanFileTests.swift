import TestSupport
import Testing

extension EndToEnd {
    /// Plan files that are none.
    @Suite(.needs(.engine)) struct PlanFileTests {
        @Test func `a plan that is not canonical is invalid, and its signature is told`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try scene.edit(plan) { $0 + "\n" }
                try await scene.expectRefusal(
                    of: plan,
                    .init(65, "plan_file", "RC303", naming: "Its signature does not count: ")
                )
                try await scene.sign(plan)
                try await scene.expectRefusal(
                    of: plan,
                    .init(65, "plan_file", "RC303", naming: "The signature fits: author signed these bytes")
                )
            }
        }

        @Test func `a key given twice is invalid`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try scene.edit(plan) { $0.replacing("\"issued\": {", with: "\"issued\": {},\n  \"issued\": {") }
                try await scene.sign(plan)
                try await scene.expectRefusal(of: plan, .init(65, "plan_file", "RC303"))
            }
        }

        @Test func `a plan whose line ends were rewritten says which git setting did it`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try scene.edit(plan) { $0.replacing("\n", with: "\r\n") }
                try await scene.expectRefusal(of: plan, .init(65, "plan_file", "RC303", naming: "autocrlf"))
            }
        }

        @Test(arguments: [
            ("ln -s real.plan.json x.plan.json", [65, 66]), ("mkfifo x.plan.json", [65, 66]),
            ("mkdir x.plan.json", [65, 66]), ("dd if=/dev/zero of=x.plan.json bs=1M count=17 2>/dev/null", [65]),
            ("ln -s /dev/zero x.plan.json", [65, 66]), (": >x.plan.json", [65]), ("true", [66]),
        ])
        func `what is no plan file is refused at once`(made script: String, exits: [Int32]) async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.inRoot("cp '\(plan)' real.plan.json; cp '\(plan).sig' x.plan.json.sig; \(script)")
                let running = try scene.startApply("x.plan.json")
                let outcome = try await running.outcome(withinSeconds: 10)
                #expect(exits.contains(outcome.exit), "\(outcome)")
                #expect(outcome.stdout.contains("x.plan.json"), "\(outcome)")
                #expect(scene.proxy.requests.filter(\.isMutating).isEmpty)
            }
        }
    }
}
