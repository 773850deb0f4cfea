import TestSupport
import Testing

extension EndToEnd {
    /// Volumes without a name, and containers that the Engine removes by itself.
    @Suite(.needs(.engine)) struct AnonymousVolumeTests {
        @Test func `a container whose stop would delete its anonymous volume is left running`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.runContainer("test-x", "--rm", "--volume", "/data")
                // An audit does not inspect every container; it says where a plan may still decide otherwise.
                #expect(try await scene.audit()["container/test-x"]?.notes == ["provisional"])
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `a container that removes itself is stopped, and is gone`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("data")
                try await scene.runContainer("test-x", "--rm", "--volume", "data:/data")
                try await scene.cleanUp(removing: ["container/test-x"])
            }
        }

        @Test func `a container that would remove itself goes also when never started, and when paused`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.createContainer("test-created", "--rm")
                try await scene.runContainer("test-paused", "--rm")
                try await scene.engine.docker("pause", "test-paused")
                try await scene.cleanUp(removing: ["container/test-created", "container/test-paused"])
            }
        }

        @Test func `an anonymous volume that the image asks for counts too`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.engine.docker("create", "--name", "template", "odoo:18.0")
                try await scene.engine.docker("commit", "--change", "VOLUME /data", "template", "declared:1")
                try await scene.runContainer("test-x", "--rm", image: "declared:1")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test(arguments: [true, false])
        func `a container goes and its anonymous volume stays`(running: Bool) async throws {
            try await TestHost.with(.safety()) { scene in
                if running {
                    try await scene.runContainer("test-x", "--volume", "/data")
                    try await scene.engine.docker("exec", "test-x", "sh", "-c", "echo rows > /data/table")
                } else {
                    try await scene.createContainer("test-x", "--volume", "/data")
                }
                try await scene.cleanUp(removing: ["container/test-x"])
                #expect(try await scene.engine.docker("volume", "ls", "--quiet").count == 64)
            }
        }

        @Test func `an anonymous volume that nothing uses is nobody's to delete`() async throws {
            try await TestHost.with(.safety()) { scene in
                let name = try await scene.engine.docker("volume", "create")
                let policy = Policy(safePatterns: ["\(name.prefix(8))*"])
                try scene.workspace.write(policy.text, to: Workspace.ssotPath)
                #expect(try await scene.audit()["volume/\(name)"]?.rule == "anonymous_volume")
                try await scene.cleanUp(removing: [])
            }
        }

        private static let optedIn = Policy(more: "  cleanup_policy:\n    anonymous_volumes_of_deleted: 0")

        @Test func `what our deletes left behind goes with a later plan where the SSOT opts in`() async throws {
            try await TestHost.with(.safety(Self.optedIn)) { scene in
                try await scene.runContainer("test-x", "--volume", "/data", "--volume", "/more")
                try await scene.runContainer("keeper", "--volume", "/data")
                let shown = try await scene.workspace.reconcile("diff")
                #expect(shown.stdout.contains("2 anonymous volumes behind"), "\(shown)")
                let kept = try await scene.engine.docker(
                    "inspect",
                    "--format",
                    "{{(index .Mounts 0).Name}}",
                    "keeper"
                )
                try await scene.cleanUp(removing: ["container/test-x"])
                let left = try await scene.engine.docker("volume", "ls", "--quiet").split(separator: "\n").map(
                    String.init
                )
                let leftovers = Set(left.filter { $0 != kept }.map { "volume/\($0)" })
                #expect(leftovers.count == 2)
                let planned = try await scene.plan()
                let file = try #require(planned.file)
                let plan = try await scene.workspace.reconcile("show", file)
                #expect(plan.stdout.contains("volume content"), "told as data loss: \(plan)")
                try await scene.applyAll(of: planned)
                #expect(Set(planned.kinds.keys) == leftovers)
                #expect(try await scene.engine.docker("volume", "ls", "--quiet") == kept)
            }
        }

        @Test func `what others deleted, or never belonged to a container of ours, stays`() async throws {
            try await TestHost.with(.safety(Self.optedIn)) { scene in
                try await scene.engine.docker("volume", "create")
                try await scene.runContainer("test-x", "--volume", "/data")
                _ = try await scene.audit()
                try await scene.engine.docker("rm", "--force", "test-x")
                try await scene.cleanUp(removing: [])
                #expect(try await scene.engine.docker("volume", "ls", "--quiet").split(separator: "\n").count == 2)
            }
        }

        @Test func `what a container that stays came to use since is in use`() async throws {
            try await TestHost.with(.safety(Self.optedIn)) { scene in
                try await scene.runContainer("test-x", "--volume", "/data")
                try await scene.cleanUp(removing: ["container/test-x"])
                let name = try await scene.engine.docker("volume", "ls", "--quiet")
                try await scene.createContainer("keeper", "--volume", "\(name):/data")
                try await scene.cleanUp(removing: [])
            }
        }
    }
}
