import TestSupport
import Testing

extension EndToEnd {
    /// Volumes and those who used them.
    @Suite(.needs(.engine)) struct VolumeUseTests {
        @Test func `a volume whose user somebody else removed is kept, though its name is safe`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("tmp-data")
                try await scene.runContainer("job", "--volume", "tmp-data:/data")
                #expect(try await scene.audit()["volume/tmp-data"]?.rule == "in_use")
                try await scene.engine.docker("rm", "--force", "job")
                let judged = try await scene.audit()
                #expect(judged["volume/tmp-data"]?.kind == "unknown")
                #expect(judged["volume/tmp-data"]?.rule == "lost_its_user")
                try await scene.cleanUp(removing: [])
            }
        }

        @Test(arguments: [[], ["--rm"]])
        func `what only one container used goes in the same plan`(own: [String]) async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("tmp-data")
                try await scene.networks(["tmp-net"])
                try await scene.image("tmp-job:1")
                let options = ["--volume", "tmp-data:/data", "--network", "tmp-net"] + own
                try await scene.runContainer("test-job", options, image: "tmp-job:1")
                _ = try await scene.audit()
                try await scene.cleanUp(
                    removing: ["container/test-job", "volume/tmp-data", "network/tmp-net", "image/tmp-job:1"]
                )
            }
        }

        @Test func `what an excluded container uses stays with it`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("tmp-data", "tmp-other")
                try await scene.runContainer("test-job", "--volume", "tmp-data:/data")
                let planned = try await scene.plan("--exclude", "container/test-job")
                #expect(planned.kinds == ["volume/tmp-other": "delete"])
                try await scene.applyAll(of: planned)
                #expect(try await scene.facts()["volume/tmp-data"] != nil)
            }
        }

        @Test func `a volume whose user an earlier plan removed goes with the next one`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("tmp-data")
                try await scene.runContainer("test-job", "--volume", "tmp-data:/data")
                _ = try await scene.audit()
                let first = try await scene.plan("--target", "container/test-job")
                #expect(first.kinds == ["container/test-job": "delete"])
                try await scene.applyAll(of: first)
                try await scene.cleanUp(removing: ["volume/tmp-data"])
            }
        }

        @Test func `a volume of a container that was never started is in use`() async throws {
            try await TestHost.with(.safety()) { scene in
                try await scene.volumes("tmp-data", "tmp-other")
                try await scene.createContainer("keeper", "--volume", "tmp-data:/data:ro")
                try await scene.cleanUp(removing: ["volume/tmp-other"])
            }
        }

        @Test func `a volume that only points elsewhere is nobody's to delete`() async throws {
            try await TestHost.with(.safety()) { scene in
                try scene.workspace.write("rows", to: "elsewhere/table")
                let device = "device=\(scene.workspace.path("elsewhere"))"
                let options = ["--opt", "type=none", "--opt", "o=bind", "--opt", device]
                try await scene.engine.docker(["volume", "create"] + options + ["tmp-bound"])
                #expect(try await scene.audit()["volume/tmp-bound"]?.rule == "driver_options")
                try await scene.cleanUp(removing: [])
                #expect(try scene.workspace.read("elsewhere/table") == "rows")
            }
        }

        @Test func `a fresh ledger deletes nothing by age, and says so`() async throws {
            try await TestHost.with(.safety(Policy(more: "  cleanup_policy:\n    max_unused_volume_age_days: 30"))) {
                scene in
                try await scene.volumes("tmp-data")
                let audit = try await scene.workspace.reconcile("audit")
                #expect(audit.stdout.contains("Nothing is deleted by age yet"), "\(audit)")
                #expect(try await scene.audit()["volume/tmp-data"]?.rule == "not_unused_long_enough")
                try await scene.cleanUp(removing: [])
                let explained = try await scene.workspace.reconcile("explain", "volume/tmp-data")
                #expect(explained.exit == 0)
                #expect(explained.stdout.contains("30 days needed"), "\(explained)")
            }
        }
    }
}
