import TestSupport
import Testing

extension EndToEnd {
    /// A replacement is finished or undone, and never half.
    @Suite(.needs(.engine), .needs(.compose)) struct StackReplace {
        private static func stack(image: String = "demo:1", test: String = "true") -> String {
            """
            services:
              web:
                image: \(image)
                restart: always
                healthcheck: {test: ["CMD", "\(test)"], interval: 1s, retries: 2, start_period: 1s}
                volumes: ["data:/data"]
            volumes: {data: {}}
            """
        }

        @Test func `one whose new container never becomes healthy leaves the old one running`() async throws {
            try await TestHost.with(.stack(Self.stack())) { scene in
                try await scene.converge()
                let old = try await scene.id(of: "demo-web-1")
                let before = try await scene.inspect("demo-web-1")
                try scene.rewrite(Self.stack(image: "demo:2", test: "false"))
                let plan = try await scene.plan()
                #expect(plan["container/demo-web-1"]?.kind == "replace", "\(plan)")

                let file = try #require(plan.file)
                let applied = try await scene.workspace.reconcile("apply", file)
                #expect(applied.exit == 6, "\(applied)")
                #expect(applied.stdout.contains("put back") || applied.stderr.contains("put back"), "\(applied)")

                #expect(try await scene.id(of: "demo-web-1") == old)
                #expect(try await scene.isRunning("demo-web-1"))
                let after = try await scene.inspect("demo-web-1")
                #expect(after.HostConfig.RestartPolicy == before.HostConfig.RestartPolicy)
                #expect(try await scene.engine.docker("ps", "-aq").split(separator: "\n").count == 1)
            }
        }

        @Test func `a new container is not begun beside the old one, whoever started that again`() async throws {
            try await TestHost.with(.stack(Self.stack())) { scene in
                try await scene.converge()
                let old = try await scene.id(of: "demo-web-1")
                try scene.rewrite(Self.stack(image: "demo:2"))
                let file = try #require(try await scene.plan().file)
                try await RecordingProxy.with(to: scene.engine.host) { proxy in
                    let gate = RecordingProxy.Gate()
                    proxy.failNext("POST", "/containers/create", .hold(gate))
                    var environment = scene.workspace.environment
                    environment["DOCKER_HOST"] = proxy.host
                    let running = try RunningCommand(
                        Workspace.binary,
                        ["apply", file],
                        environment: environment,
                        directory: scene.workspace.root
                    )
                    try await gate.arrival()
                    try await scene.engine.docker("start", old)
                    gate.open()
                    let applied = try await running.outcome()
                    #expect(applied.exit == 6, "\(applied)")
                    let starts = proxy.mutatingRequests.map(\.target).filter {
                        $0.hasSuffix("/start") && !$0.contains(old)
                    }
                    #expect(starts.isEmpty, "\(starts)")
                }
                #expect(try await scene.engine.docker("ps", "-q", "--no-trunc") == old)
                try await scene.converge()
                #expect(try await scene.id(of: "demo-web-1") != old)
                #expect(try await scene.engine.docker("ps", "-aq").split(separator: "\n").count == 1)
            }
        }

        @Test func `one that succeeds keeps the volume and removes the old container`() async throws {
            try await TestHost.with(.stack(Self.stack())) { scene in
                try await scene.converge()
                let old = try await scene.id(of: "demo-web-1")
                try await scene.engine.docker("exec", "demo-web-1", "sh", "-c", "echo kept > /data/note")
                try scene.rewrite(Self.stack(image: "demo:2"))
                try await scene.converge()
                #expect(try await scene.id(of: "demo-web-1") != old)
                #expect(try await scene.engine.docker("exec", "demo-web-1", "cat", "/data/note") == "kept")
                #expect(try await scene.engine.docker("ps", "-aq").split(separator: "\n").count == 1)
                try await scene.expectComposeRecreatesNothing()
            }
        }

        @Test func `what lies in an anonymous volume goes over to the new container`() async throws {
            let stack = "services: {web: {image: \"demo:1\", volumes: [\"/data\"], environment: {A: \"1\"}}}"
            try await TestHost.with(.stack(stack)) { scene in
                try await scene.converge()
                try await scene.engine.docker("exec", "demo-web-1", "sh", "-c", "echo kept > /data/note")
                try scene.rewrite(stack.replacing("\"1\"", with: "\"2\""))
                try await scene.converge()
                #expect(try await scene.engine.docker("exec", "demo-web-1", "cat", "/data/note") == "kept")
                #expect(try await scene.engine.docker("volume", "ls", "-q").split(separator: "\n").count == 1)
            }
        }
    }
}
