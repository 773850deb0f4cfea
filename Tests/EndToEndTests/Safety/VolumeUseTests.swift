import TestSupport
import Testing

extension EndToEnd {
    /// Volumes and those who used them.
    @Suite struct VolumeUseTests {
        @Test func `a volume whose user somebody else removed is kept, though its name is safe`() async throws {
            try await Scene.with { scene in
                try await scene.volumes("tmp-data")
                try await scene.run("job", "--volume", "tmp-data:/data")
                #expect(try await scene.audit()["volume/tmp-data"]?.rule == "in_use")
                try await scene.engine.docker("rm", "--force", "job")
                let judged = try await scene.audit()
                #expect(judged["volume/tmp-data"]?.kind == "unknown")
                #expect(judged["volume/tmp-data"]?.rule == "lost_its_user")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test func `a volume goes in the same plan as its last user`() async throws {
            try await Scene.with { scene in
                try await scene.volumes("tmp-data")
                try await scene.networks(["tmp-net"])
                try await scene.run("test-job", "--volume", "tmp-data:/data", "--network", "tmp-net")
                _ = try await scene.audit()
                try await scene.cleanUp(removing: ["container/test-job", "volume/tmp-data", "network/tmp-net"])
            }
        }

        @Test func `a volume whose user an earlier plan removed goes with the next one`() async throws {
            try await Scene.with { scene in
                try await scene.volumes("tmp-data")
                try await scene.run("test-job", "--volume", "tmp-data:/data")
                _ = try await scene.audit()
                let first = try await scene.plan("--target", "container/test-job")
                #expect(first.actions == ["container/test-job": "delete"])
                try await scene.apply(first)
                try await scene.cleanUp(removing: ["volume/tmp-data"])
            }
        }

        @Test func `a fresh ledger deletes nothing by age, and says so`() async throws {
            try await Scene.with(Policy(more: "  cleanup_policy:\n    max_unused_volume_age_days: 30")) { scene in
                try await scene.volumes("tmp-data")
                #expect(try await scene.audit()["volume/tmp-data"]?.rule == "not_unused_long_enough")
                try await scene.cleanUp(removing: [])
                let explained = try await scene.workspace.reconcile("explain", "volume/tmp-data")
                #expect(explained.exit == 0)
                #expect(explained.stdout.contains("max_unused_volume_age_days"), "\(explained)")
            }
        }
    }
}
