import TestSupport
import Testing

extension EndToEnd {
    /// What a reviewer must not overlook, and what the SSOT makes of it.
    @Suite(.needs(.engine)) struct StackFindings {
        private static let compose = """
            services:
              web:
                image: demo:1
                privileged: true
                volumes:
                  - /etc:/host/etc:ro
                  - ./conf:/conf:ro
                ports: ["127.0.0.1:18069:80"]
            """

        private static let deny = "  policy:\n    deny: [engine_socket, privileged, host_pid]\n"
        private static let allow =
            "    allow: [{finding: host_pid, address: \"container/demo-*\", reason: it counts}]\n"

        /// Not every machine that runs tests can start a privileged container.
        private static let startable = compose.replacing("privileged: true", with: "pid: host")

        private static func stack(_ policy: String, _ compose: String = compose) -> TestHost.Scene {
            .stack(compose, more: policy, hasCompose: false)
        }

        /// `privileged container/demo-web-1 stack/compose.yaml:4:5`.
        private func attention(_ outcome: Outcome) throws -> [String] {
            try outcome.document().data.attention.array.map { finding in
                [finding.finding.string, finding.address.string, finding.at.string].compactMap(\.self)
                    .joined(separator: " ")
            }
        }

        @Test func `a plan says in every form what stands out, with its line`() async throws {
            try await TestHost.with(Self.stack("")) { scene in
                let plan = try await scene.plan("--only", "stack")
                let found = [
                    "privileged container/demo-web-1 stack/compose.yaml:4:5",
                    "bind_of_system_folder container/demo-web-1 stack/compose.yaml:6:9",
                ]
                #expect(try attention(plan.outcome) == found, "\(plan)")
                let file = try #require(plan.file)
                #expect(try attention(try await scene.run("show", file, "--json")) == found)
                for form in ["text", "markdown"] {
                    let shown = try await scene.run("show", file, "--format", form)
                    for part in ["Attention", "bind", "stack/compose.yaml:6:9", "/host/etc", "127.0.0.1:18069"] {
                        #expect(shown.stdout.contains(part), "\(shown)")
                    }
                }
            }
        }

        @Test func `a denied finding refuses the plan, and both lines are named`() async throws {
            try await TestHost.with(Self.stack(Self.deny)) { scene in
                let outcome = try await scene.run("plan", "--json")
                #expect(outcome.exit == 5, "\(outcome)")
                #expect(try scene.planFiles().isEmpty)
                let found = try outcome.document().diagnostics.array.filter { $0.code.string == "RC322" }
                #expect(found.count == 1, "\(outcome)")
                let text = try scene.workspace.read(Workspace.ssotPath).split(separator: "\n")
                let line = try #require(text.firstIndex { $0.contains("deny:") }) + 1
                #expect(found.first?.range.start.line.int == line, "\(outcome)")
                #expect(found.first?.detail.string?.contains("stack/compose.yaml:4:5") == true, "\(outcome)")
                #expect(found.first?.address.string == "container/demo-web-1")
            }
        }

        @Test func `an exception lets it pass, stands in the plan, and the container is what was reviewed`()
            async throws
        {
            try await TestHost.with(Self.stack(Self.deny + Self.allow, Self.startable)) { scene in
                let plan = try await scene.plan("--only", "stack")
                let found = try plan.outcome.document().data.attention.array
                let accepted = found.first { $0.finding.string == "host_pid" }
                #expect(accepted?.allowed.string == "it counts", "\(plan)")
                try await scene.apply(plan).requireExit(0)
                #expect(try await scene.inspect("demo-web-1").HostConfig.PidMode.string == "host")
            }
        }

        @Test func `the plan's comment names its file as it lies in the repository, however it is called`() async throws
        {
            try await TestHost.with(Self.stack("", Self.startable)) { scene in
                let file = try #require(try await scene.plan("--only", "stack").file)
                let absolute = scene.workspace.path(file)
                let shown = try await scene.run("show", absolute, "--format", "markdown").requireExit(0)
                #expect(!shown.stdout.contains(absolute), "\(shown)")
                #expect(shown.stdout.contains("reconcile apply \(file)"), "\(shown)")
                try await scene.run("apply", file, "--json").requireExit(0)
                let used = try await scene.run("show", absolute, "--format", "markdown").requireExit(0)
                #expect(!used.stdout.contains("reconcile apply"), "\(used)")
            }
        }
    }
}
