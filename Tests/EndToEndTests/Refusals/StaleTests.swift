import TestSupport
import Testing

extension EndToEnd {
    /// The host or the files moved between plan and apply.
    @Suite(.needs(.engine)) struct StaleTests {
        @Test func `a target container that was recreated under its name is stale`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.shell("docker rm test-a; docker create --name test-a base:1 sleep 600")
                try await scene.expectRefusal(
                    of: plan,
                    .init(3, "targets", "RC301", naming: "container/test-a", "presence")
                )
                #expect(try await scene.has("container", "test-a"))
            }
        }

        @Test func `a tag that points at another image now is stale`() async throws {
            try await TestHost.with(.cleanup(objects: "docker create --name app base:1")) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.shell("docker commit app other:1; docker tag other:1 test-img:1")
                try await scene.expectRefusal(of: plan, .init(3, "targets", "RC301", naming: "image/test-img:1"))
                #expect(try await scene.has("image", "test-img:1"))
            }
        }

        @Test func `a target volume that somebody uses now is unknown, which is told before stale`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.docker("create", "--name", "stranger", "-v", "test-v:/data", "base:1")
                try await scene.expectRefusal(
                    of: plan,
                    .init(5, "targets", "RC302", naming: "volume/test-v", "unknown")
                )
                #expect(try await scene.has("volume", "test-v"))
            }
        }

        @Test func `a target that was renamed into the protected names is refused as protected`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.docker("rename", "test-a", "prod-x")
                try await scene.expectRefusal(
                    of: plan,
                    .init(5, "targets", "RC302", naming: "container/prod-x", "prod-")
                )
                #expect(try await scene.has("container", "prod-x"))
            }
        }

        @Test func `an SSOT with a comment more than the plan's is stale`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let text = try scene.workspace.read(Workspace.ssotPath)
                try scene.workspace.write(text + "# nothing new\n", to: Workspace.ssotPath)
                try await scene.expectRefusal(of: plan, .init(3, "inputs", "RC314", naming: Workspace.ssotPath))
            }
        }

        @Test func `a stack file that changed is stale`() async throws {
            let section = "  odoo_staging:\n    source_of_truth: \"stack.yml\"\n"
            try await TestHost.with(.cleanup(ssot: section)) { scene in
                try scene.workspace.write("services:\n  app:\n    image: \"base:1\"\n", to: "stack.yml")
                let plan = try await scene.planFile()
                try scene.workspace.write("services:\n  app:\n    image: \"base:2\"\n", to: "stack.yml")
                try await scene.expectRefusal(of: plan, .init(3, "inputs", "RC314", naming: "stack.yml"))
            }
        }

        @Test func `a target that started since is stale`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.docker("start", "test-a")
                try await scene.expectRefusal(of: plan, .init(3, "targets", "RC301", naming: "container/test-a"))
            }
        }

        @Test func `a target that is gone is stale`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.docker("network", "rm", "test-n")
                try await scene.expectRefusal(
                    of: plan,
                    .init(3, "targets", "RC301", naming: "network/test-n", "absent")
                )
            }
        }
    }
}
