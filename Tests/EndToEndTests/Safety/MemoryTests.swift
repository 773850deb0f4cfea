import TestSupport
import Testing

extension EndToEnd {
    /// What the ledger remembers protects, until a release says otherwise.
    @Suite(.needs(.engine)) struct MemoryTests {
        @Test func `a protected container stays so when its rule goes and its name changes`() async throws {
            try await withFormerlyProtected { scene in
                #expect(try await scene.audit()["container/test-billing"]?.rule == "protected_before")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `a release lifts what only memory protects`() async throws {
            try await withFormerlyProtected { scene in
                try write(release(until: "2099-12-31"), in: scene)
                try await scene.cleanUp(removing: ["container/test-billing", "volume/test-ledger"])
            }
        }

        @Test func `a release that has run out protects again`() async throws {
            try await withFormerlyProtected { scene in
                try write(release(until: "2026-01-01"), in: scene)
                #expect(try await scene.audit()["container/test-billing"]?.rule == "protected_before")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `a release lifts no rule that still stands`() async throws {
            try await withFormerlyProtected { scene in
                let policy = Policy(keptPrefixes: ["test-billing", "test-ledger"], more: release(until: "2099-12-31"))
                try scene.workspace.write(policy.text, to: Workspace.ssotPath)
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `what a protected container used last stays when the container is gone`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("test-data")
                try await scene.networks(["test-net"])
                try await scene.runContainer("prod-db", "--volume", "test-data:/data", "--network", "test-net")
                _ = try await scene.audit()
                try await scene.engine.docker("rm", "--force", "prod-db")
                let judged = try await scene.audit()
                #expect(judged["volume/test-data"]?.kind == "protected")
                #expect(judged["network/test-net"]?.kind == "protected")
                try await scene.cleanUp(removing: [])
            }
        }

        /// A container and a volume that an SSOT rule protected in an audit; then the rule and the container's name go.
        private func withFormerlyProtected(_ body: (TestHost) async throws -> Void) async throws {
            try await TestHost.with(.safety(Policy(keptPrefixes: ["billing", "test-ledger"]))) { scene in
                try await scene.volumes("test-ledger")
                try await scene.runContainer("billing")
                let judged = try await scene.audit()
                #expect(judged["container/billing"]?.rule == "keep_named_prefixes")
                #expect(judged["volume/test-ledger"]?.rule == "keep_named_prefixes")
                try await scene.engine.docker("rename", "billing", "test-billing")
                try write("", in: scene)
                try await body(scene)
            }
        }

        private func write(_ more: String, in scene: TestHost) throws {
            try scene.workspace.write(Policy(more: more).text, to: Workspace.ssotPath)
        }

        private func release(until day: String) -> String {
            """
              release:
                - address: "container/test-billing"
                  reason: "moved to another host"
                  until: "\(day)"
                - address: "volume/test-*"
                  reason: "moved to another host"
                  until: "\(day)"
            """
        }
    }
}
