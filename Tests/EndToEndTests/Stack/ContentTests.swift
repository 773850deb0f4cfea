import TestSupport
import Testing

extension EndToEnd {
    /// Files behind mounts, and values that nobody may read.
    @Suite(.needs(.engine), .needs(.compose)) struct StackContents {
        private static let stack = """
            services:
              web:
                image: demo:1
                env_file: [secret.env]
                environment: {TOKEN: "${TOKEN}", DB_PASSWORD: "literal-canary-4e1b"}
                command: ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait # ${TOKEN}"]
                labels: {note: "${TOKEN}"}
                volumes: ["./app.conf:/etc/app.conf:ro"]
                secrets: [key]
            secrets: {key: {file: ./key.txt}}
            """
        private static let canaries = ["canary-77aa", "canary-88bb", "literal-canary-4e1b", "canary-99cc"]

        private func with(_ body: (TestHost) async throws -> Void) async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                try scene.workspace.write("PASSWORD=canary-77aa\n", to: "stack/secret.env")
                try scene.workspace.write("TOKEN=canary-88bb\n", to: "stack/.env")
                try scene.workspace.write("canary-99cc\n", to: "stack/key.txt")
                try scene.workspace.write("workers = 2\n", to: "stack/app.conf")
                try await body(scene)
            }
        }

        @Test func `an edited configuration file shows as drift`() async throws {
            try await with { scene in
                try await scene.converge()
                try scene.workspace.write("workers = 4\n", to: "stack/app.conf")
                let plan = try await scene.plan()
                #expect(plan["container/demo-web-1"]?.attributes == ["content./etc/app.conf"], "\(plan)")
                #expect(plan["container/demo-web-1"]?.kind == "replace")
                #expect(try await scene.apply(plan).exit == 0)
                try await scene.expectNothingToDo()
                try await scene.expectComposeRecreatesNothing()
            }
        }

        @Test func `a secret reaches the container and no file or output`() async throws {
            try await with { scene in
                let plan = try await scene.plan()
                let applied = try await scene.apply(plan)
                #expect(applied.exit == 0, "\(applied)")
                let environment = try await scene.engine.docker(
                    "exec",
                    "demo-web-1",
                    "sh",
                    "-c",
                    "echo $PASSWORD $TOKEN"
                )
                #expect(environment == "canary-77aa canary-88bb")

                let file = try #require(plan.file)
                var texts = ["\(plan)", "\(applied)"]
                for verb in [
                    ["show", file], ["show", file, "--json"], ["show", file, "--format", "markdown"], ["diff"],
                    ["audit", "--json"],
                    ["history", "actions", "--json"], ["validate"], ["observe"],
                ] {
                    texts.append("\(try await scene.workspace.reconcile(verb))")
                }
                for canary in Self.canaries {
                    #expect(!texts.contains { $0.contains(canary) }, "\(canary) is in an output")
                    let files = try await scene.engine.shell(
                        "cd '\(scene.workspace.root)' && grep -rlaF '\(canary)' plans state infra || true"
                    )
                    #expect(files.isEmpty, "\(canary) is in \(files)")
                }
            }
        }

        @Test func `a value that changed after planning is refused`() async throws {
            try await with { scene in
                let plan = try await scene.plan()
                try scene.workspace.write("PASSWORD=another\n", to: "stack/secret.env")
                let applied = try await scene.apply(plan)
                #expect(applied.exit == 3, "\(applied)")
                #expect(applied.stdout.contains("web.env.PASSWORD"), "\(applied)")
                #expect(try await scene.engine.docker("ps", "-aq").isEmpty)
            }
        }
    }
}
