import TestSupport
import Testing

extension EndToEnd {
    /// Another folder's Compose project that bears our project's name.
    @Suite(.needs(.engine), .needs(.compose)) struct NamesakeTests {
        private static let stack = """
            services:
              db: {image: "demo:1", volumes: ["data:/data"]}
            volumes: {data: {}}
            """
        private static let theirs = Self.stack.replacing("{image", with: "{container_name: precious-db, image")

        private func with(_ body: (TestHost) async throws -> Void) async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                try scene.workspace.write(Self.theirs, to: "theirs/compose.yaml")
                try await scene.engine.shell(
                    """
                    cd '\(scene.workspace.path("theirs"))'
                    export HOME='\(scene.workspace.path("home"))' DOCKER_CONFIG='\(scene.workspace.path("home/.docker"))'
                    docker compose --ansi never -p demo up -d 2>&1
                    docker exec precious-db sh -c 'echo rows > /data/table'
                    """
                )
                try await body(scene)
            }
        }

        @Test func `a stranger's container is neither renamed nor replaced, and nothing is made on its volume`()
            async throws
        {
            try await with { scene in
                let before = try await scene.id(of: "precious-db")
                let plan = try await scene.plan()
                #expect(plan.actions.allSatisfy { !$0.address.hasPrefix("container/") }, "\(plan)")
                #expect("\(plan)".contains(#"adopt: [\"container/precious-db\"]"#), "\(plan)")
                if plan.file != nil { #expect(try await scene.apply(plan).exit == 0) }
                #expect(try await scene.id(of: "precious-db") == before)
                #expect(try await scene.isRunning("precious-db"))
                #expect(try await scene.engine.docker("exec", "precious-db", "cat", "/data/table") == "rows")
                #expect(try await scene.engine.docker("ps", "-aq").split(separator: "\n").count == 1)
            }
        }

        @Test func `one line adopts it, also by a glob`() async throws {
            try await with { scene in
                let before = try await scene.id(of: "precious-db")
                let ssot = try scene.workspace.read(Workspace.ssotPath)
                try scene.workspace.write(ssot + "  adopt: [\"container/precious-*\"]\n", to: Workspace.ssotPath)
                let plan = try await scene.plan()
                #expect(plan["container/demo-db-1"]?.operations.contains("container.rename") == true, "\(plan)")
                #expect(try await scene.apply(plan).exit == 0)
                #expect(try await scene.id(of: "demo-db-1") == before)
                #expect(try await scene.engine.docker("exec", "demo-db-1", "cat", "/data/table") == "rows")
            }
        }
    }
}
