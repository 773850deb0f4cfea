import TestSupport
import Testing

extension EndToEnd {
    /// A safe container goes from whatever state it is in.
    @Suite(.needs(.engine)) struct ContainerStateTests {
        @Test func `paused, restarting, created, exited and killed containers are removed`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.runContainer("test-paused")
                try await scene.engine.docker("pause", "test-paused")
                try await scene.engine.docker(
                    "run",
                    "--detach",
                    "--name",
                    "test-loop",
                    "--restart",
                    "always",
                    "odoo:18.0",
                    "false"
                )
                try await scene.createContainer("test-created")
                try await scene.engine.docker("run", "--name", "test-exited", "odoo:18.0", "true")
                try await scene.runContainer("test-killed")
                try await scene.engine.docker("kill", "test-killed")
                let deaf = ["sh", "-c", "trap '' TERM; sleep 1000"]
                try await scene.engine.docker(
                    ["run", "--detach", "--name", "test-deaf", "--stop-timeout", "1", "odoo:18.0"] + deaf
                )
                let names = ["test-deaf", "test-paused", "test-loop", "test-created", "test-exited", "test-killed"]
                try await scene.cleanUp(removing: Set(names.map { "container/\($0)" }))
            }
        }
    }
}
