import Domain
import TestSupport
import Testing

extension EndToEnd {
    /// Ways of use that no list of mounts shows, with the user asked from inside afterwards.
    @Suite(.needs(.engine)) struct UseTableTests {
        /// Each state of the user has an object of its own, so that no user covers for another.
        @Test(arguments: UseRow.all)
        func `what a container uses stays, though its name is safe, and the container still reads it`(row: UseRow)
            async throws
        {
            try await TestHost.with(.safety()) { scene in try await scene.expectKept(row, user: "keeper") }
        }

        @Test(arguments: UseRow.all.filter { $0.way == .bind })
        func `a volume that a protected container binds stays, and is still read`(row: UseRow) async throws {
            try await TestHost.with(.safety()) { scene in try await scene.expectKept(row, user: "prod-dns") }
        }

        /// Children are among the images that share, image mounts need a newer Engine, and services a swarm.
        @Test func `every way of use has its row`() {
            let elsewhere: Set<Way> = [.childImage, .service]
            #expect(Set((UseRow.all + UseRow.imageMounts).map(\.way)).union(elsewhere) == Set(Way.allCases))
        }

        @Test func `a network that another one takes its settings from goes after it, or stays with it`() async throws {
            try await TestHost.with(.safety()) { scene in
                let subnet = ["--config-only", "--subnet", "10.214.0.0/24"]
                try await scene.engine.docker(["network", "create"] + subnet + ["test-settings"])
                try await scene.engine.docker("network", "create", "--config-from", "test-settings", "keeper")
                #expect(try await scene.audit()["network/test-settings"]?.rule == "in_use")
                try await scene.cleanUp(removing: [])
                try await scene.engine.docker("network", "rm", "keeper")
                try await scene.engine.docker("network", "create", "--config-from", "test-settings", "test-made")
                try await scene.cleanUp(removing: ["network/test-settings", "network/test-made"])
            }
        }

        @Test func `a service that is scaled to nothing keeps its image and its volume, and comes up again`()
            async throws
        {
            try await TestHost.with(.safety()) { scene in
                try await scene.image("test-job:1")
                try await scene.volumes("test-data")
                try await scene.engine.docker("swarm", "init", "--advertise-addr", "127.0.0.1")
                do {
                    let mount = "type=volume,source=test-data,target=/data"
                    try await scene.engine.docker(
                        "service",
                        "create",
                        "--detach",
                        "--no-resolve-image",
                        "--name",
                        "web",
                        "--replicas",
                        "0",
                        "--mount",
                        mount,
                        "test-job:1"
                    )
                    let judged = try await scene.audit()
                    #expect(judged["image/test-job:1"]?.rule == "in_use")
                    #expect(judged["volume/test-data"]?.rule == "in_use")
                    #expect(try await scene.plan().actions.isEmpty)
                    try await scene.engine.docker("service", "scale", "web=1")
                    let task = try await scene.engine.docker("ps", "-q", "--filter", "name=web.1")
                    #expect(
                        try await scene.engine.docker("exec", task, "cat", "/data/content") == "/volumes/test-data"
                    )
                } catch {
                    try await leave(scene)
                    throw error
                }
                try await leave(scene)
            }
        }

        @Test func `a job that cleans the host from inside leaves its own runner, and what the runner uses`()
            async throws
        {
            try await TestHost.with(.safety()) { scene in
                try await scene.image("test-runner:1")
                try await scene.volumes("test-cache", "tmp-old")
                try await scene.networks(["test-ci"])
                try await scene.createContainer("test-other")
                let program = Workspace.binary
                let folder = program.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
                let shared = ["/usr", "/lib", "/lib64", "/opt", "/etc/passwd", folder].flatMap {
                    ["--volume", "\($0):\($0):ro"]
                }
                let own = ["--volume", "/tmp:/tmp", "--volume", "test-cache:/cache", "--network", "test-ci"]
                try await scene.runContainer("test-runner", shared + own, image: "test-runner:1")
                let variables = scene.workspace.environment.flatMap { ["--env", "\($0.key)=\($0.value)"] }
                let script = """
                    "\(program)" plan --out plans/own.plan.json &&
                    "\(program)" apply plans/own.plan.json --confirm 'APPLY CLEANUP'
                    """
                let inside = ["exec", "--workdir", scene.workspace.root] + variables
                try await scene.engine.docker(inside + ["test-runner", "sh", "-c", script])
                let left = try await scene.facts()
                for address in ["container/test-other", "volume/tmp-old"] {
                    #expect(left[address] == nil, "\(address)")
                }
                for address in ["container/test-runner", "image/test-runner:1", "volume/test-cache", "network/test-ci"]
                {
                    #expect(left[address] != nil, "\(address)")
                }
                #expect(try await scene.read("/cache/content", by: "test-runner") == "/volumes/test-cache")
            }
        }

        private func leave(_ scene: TestHost) async throws {
            try await scene.engine.docker("swarm", "leave", "--force")
        }
    }
}
