import TestSupport
import Testing

extension EndToEnd {
    /// Volumes without a name, and containers that the Engine removes by itself.
    @Suite struct AnonymousVolumeTests {
        @Test func `a container whose stop would delete its anonymous volume is left running`() async throws {
            try await Scene.with { scene in
                try await scene.run("test-x", "--rm", "--volume", "/data")
                // An audit does not inspect every container; it says where a plan may still decide otherwise.
                #expect(try await scene.audit()["container/test-x"]?.notes == ["provisional"])
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `a container that removes itself is stopped, and is gone`() async throws {
            try await Scene.with { scene in
                try await scene.volumes("data")
                try await scene.run("test-x", "--rm", "--volume", "data:/data")
                try await scene.cleanUp(removing: ["container/test-x"])
            }
        }

        @Test func `a container that would remove itself goes also when never started, and when paused`() async throws {
            try await Scene.with { scene in
                try await scene.create("test-created", "--rm")
                try await scene.run("test-paused", "--rm")
                try await scene.engine.docker("pause", "test-paused")
                try await scene.cleanUp(removing: ["container/test-created", "container/test-paused"])
            }
        }

        @Test func `an anonymous volume that the image asks for counts too`() async throws {
            try await Scene.with { scene in
                try await scene.engine.docker("create", "--name", "template", "odoo:18.0")
                try await scene.engine.docker("commit", "--change", "VOLUME /data", "template", "declared:1")
                try await scene.run("test-x", "--rm", image: "declared:1")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test(arguments: [true, false])
        func `a container goes and its anonymous volume stays`(running: Bool) async throws {
            try await Scene.with { scene in
                if running {
                    try await scene.run("test-x", "--volume", "/data")
                    try await scene.engine.docker("exec", "test-x", "sh", "-c", "echo rows > /data/table")
                } else {
                    try await scene.create("test-x", "--volume", "/data")
                }
                try await scene.cleanUp(removing: ["container/test-x"])
                #expect(try await scene.engine.docker("volume", "ls", "--quiet").count == 64)
            }
        }

        @Test func `an anonymous volume that nothing uses is nobody's to delete`() async throws {
            try await Scene.with { scene in
                let name = try await scene.engine.docker("volume", "create")
                let policy = Policy(safePatterns: ["\(name.prefix(8))*"])
                try scene.workspace.write(policy.text, to: Workspace.ssotPath)
                #expect(try await scene.audit()["volume/\(name)"]?.rule == "anonymous_volume")
                try await scene.cleanUp(removing: [])
            }
        }
    }
}
