import TestSupport
import Testing

extension TestHost.Scene {
    /// A repository with a stack whose project is `demo`, and images for it.
    ///
    /// - Parameters:
    ///   - compose: The text of the stack's file.
    ///   - more: Further lines of the SSOT at the depth of `env:`.
    ///   - hasCompose: Whether the person has the real Compose.
    /// - Returns: The scene.
    static func stack(_ compose: String, more: String = "", hasCompose: Bool = true) -> TestHost.Scene {
        let ssot = """
            docker_staging_ssot:
              env: staging
              host: localhost
              stack:
                project: demo
                compose: ["\(TestHost.composePath)"]
              protection_rules:
                safe_to_delete_patterns: ["tmp-*"]
            \(more)

            """
        return TestHost.Scene(ssot: ssot, files: [TestHost.composePath: compose], hasCompose: hasCompose) { host in
            try await host.engine.importImage("demo/rootfs:1", folders: ["tmp", "data", "www", "srv/app"])
            for version in ["1", "2"] {
                try await host.buildImage("demo:\(version)", [TestHost.idle, "LABEL version=\(version)"])
            }
        }
    }
}

extension TestHost {
    /// The stack's file below the root.
    static let composePath = "stack/compose.yaml"

    func rewrite(_ compose: String) throws { try workspace.write(compose, to: Self.composePath) }

    /// Makes an image of busybox from the lines of a Dockerfile.
    func buildImage(_ reference: String, _ lines: [String]) async throws {
        let name = "home/Dockerfile"
        try workspace.write((["FROM demo/rootfs:1"] + lines).joined(separator: "\n"), to: name)
        try await engine.shell("docker build -q -t '\(reference)' - < '\(workspace.path(name))' > /dev/null")
    }

    /// Runs the real `docker compose` on the stack's file; exit code 0 is demanded.
    @discardableResult
    func dockerCompose(_ arguments: String...) async throws -> String {
        let line = arguments.map { "'\($0)'" }.joined(separator: " ")
        return try await engine.shell(
            """
            cd '\(workspace.root)'
            export HOME='\(workspace.path("home"))' DOCKER_CONFIG='\(workspace.path("home/.docker"))'
            docker compose --ansi never --progress plain -p demo -f \(Self.composePath) \(line) 2>&1
            """
        )
    }

    /// Applies without the phrase, which what the stack needs does not need.
    func apply(_ plan: TestPlan) async throws -> Outcome {
        let file = try #require(plan.file, "nothing was planned: \(plan)")
        return try await run("apply", file, "--json")
    }

    /// Brings the host to the stack, and demands that nothing is left to do.
    func converge() async throws {
        try await apply(try await plan("--only", "stack")).requireExit(0)
        try await expectNothingToDo()
    }

    func expectNothingToDo() async throws {
        let again = try await plan("--only", "stack")
        #expect(again.actions.isEmpty, "\(again)")
    }

    /// Demands that the real Compose would make nothing anew. It starts finished jobs again whoever made them.
    func expectComposeRecreatesNothing() async throws {
        let said = try await dockerCompose("up", "-d", "--dry-run")
        let lines = said.split(separator: "\n").filter { line in
            ["Recreate", "Creating", "Created", "Stopping", "Removing"].contains { line.contains($0) }
        }
        #expect(lines.isEmpty, "\(said)")
    }
}
