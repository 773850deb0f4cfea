import TestSupport
import Testing

extension EndToEnd {
    /// What moves by itself on a living host keeps no plan from being applied.
    @Suite(.needs(.engine)) struct NotRefusedTests {
        @Test func `others that come, go, crash, recover and restart do not matter`() async throws {
            let others = """
                docker run -d --name app base:1
                docker create --name leaving base:1
                docker run -d --name crashing --restart always base:1 false
                docker run -d --name sick --health-cmd '[ -e /well ]' --health-interval 1s base:1
                """
            try await TestHost.with(.cleanup(objects: others)) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.shell(
                    """
                    docker rm leaving
                    docker run -d --name coming -v coming-data:/data base:1
                    docker network create coming-net
                    docker exec sick sh -c ': >/well'
                    docker restart -t 0 app
                    """
                )
                try await Waiting.until("sick is healthy") {
                    try await scene.inspect("sick").State.Health.Status.string == "healthy"
                }
                try await scene.apply(plan).requireExit(0)
                for name in ["app", "crashing", "sick", "coming"] { #expect(try await scene.has("container", name)) }
                try await expectGone(scene)
            }
        }

        @Test func `a target that exited since is deleted`() async throws {
            try await TestHost.with(.cleanup(objects: "docker run -d --name test-up base:1")) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.docker("kill", "test-up")
                try await scene.apply(plan).requireExit(0)
                #expect(try await !scene.has("container", "test-up"))
                try await expectGone(scene)
            }
        }

        @Test func `a target that crashes and restarts all the time is deleted`() async throws {
            try await TestHost.with(.cleanup(objects: "docker run -d --name test-crash --restart always base:1 false"))
            {
                scene in
                let plan = try await scene.planFile()
                try await scene.apply(plan).requireExit(0)
                #expect(try await !scene.has("container", "test-crash"))
            }
        }

        @Test func `a file written into a target volume since does not matter`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.engine.shell("docker run --rm -v test-v:/data base:1 sh -c 'echo x >/data/x'")
                try await scene.apply(plan).requireExit(0)
                try await expectGone(scene)
            }
        }

        private func expectGone(_ scene: TestHost) async throws {
            #expect(try await !scene.has("container", "test-a"))
            #expect(try await !scene.has("volume", "test-v"))
            #expect(try await !scene.has("network", "test-n"))
            #expect(try await !scene.has("image", "test-img:1"))
            #expect(try await scene.has("image", "base:1"))
        }
    }
}
