import TestSupport
import Testing

extension EndToEnd {
    /// A stack that shares an image, a network and a volume with production.
    @Suite(.needs(.engine)) struct SharedStackTests {
        @Test func `the stack stays expected, what it shares is protected, and neither is touched`() async throws {
            let lines = "  allowed_volumes: [\"files\"]\n  networks: [\"backend\"]"
            try await TestHost.with(.safety(Policy(more: lines))) { scene in
                try await share(in: scene)
                let judged = try await scene.audit()
                #expect(judged["container/odoo-staging"]?.kind == "expected")
                #expect(judged["container/prod-web"]?.kind == "protected")
                for address in ["image/odoo:18.0", "network/backend", "volume/files"] {
                    #expect(judged[address]?.kind == "protected", "\(address)")
                    #expect(judged[address]?.notes.contains("shared") == true, "\(address)")
                }
                try await scene.cleanUp(removing: ["container/test-x"])
            }
        }

        private func share(in scene: TestHost) async throws {
            try await scene.volumes("files")
            try await scene.networks(["backend"])
            try await scene.engine.docker("rm", "--force", "odoo-staging")
            for name in ["odoo-staging", "prod-web", "test-x"] {
                try await scene.runContainer(name, "--network", "backend", "--volume", "files:/files")
            }
        }
    }
}
