import TestSupport
import Testing

extension EndToEnd {
    /// Two Engines, and plans and ledgers that belong to one of them.
    @Suite(.needs(.engine), .needs(.secondEngine)) struct EngineIdentityTests {
        @Test func `the plan of one engine is not applied to another`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                try await EmptyEngine.with(.secondEngine) { other in
                    try await other.shell("docker volume create test-v")
                    try await scene.inRoot("cp -R state other-state")
                    let plan = try await planned(scene, on: other)
                    // A ledger that does not know the plan's history would be refused before the engine is asked.
                    try await scene.inRoot("rm -r state && mv other-state state")
                    let names = [try await scene.engine.docker("info", "--format", "{{.ID}}")]
                    let ids = names + [try await other.docker("info", "--format", "{{.ID}}")]
                    let outcome = try await scene.expectRefusal(of: plan, .init(4, "engine", "RC306"))
                    for id in ids { #expect(outcome.stdout.contains(id), "\(outcome)") }
                    #expect(try await scene.has("volume", "test-v"))
                }
            }
        }

        @Test func `a ledger that knows one engine makes no plan for another`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                try await EmptyEngine.with(.secondEngine) { other in
                    try await scene.run("audit").requireExit(0)
                    let environment = [
                        "DOCKER_HOST": other.host, "RECONCILE_STATE": scene.workspace.path("state"),
                    ]
                    let outcome = try await scene.workspace.reconcile("plan", environment: environment)
                    #expect(outcome.exit == 78, "\(outcome)")
                    #expect(try scene.planFiles().isEmpty)
                }
            }
        }

        /// With a copy of the state from before any engine was seen, so that keys and signers are the same.
        private func planned(_ scene: TestHost, on other: EngineShell) async throws -> String {
            let environment = ["DOCKER_HOST": other.host, "RECONCILE_STATE": scene.workspace.path("other-state")]
            let outcome = try await scene.workspace.reconcile("plan", "--json", environment: environment)
            try outcome.requireExit(0)
            return try #require(JSONDocument(parsing: outcome.stdout).data.file.string)
        }
    }
}
