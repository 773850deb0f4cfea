import TestSupport
import Testing

extension EndToEnd {
    /// A host on which only jobs come and go.
    @Suite(.needs(.engine)) struct JobHostTests {
        private static let ssot = """
            docker_staging_ssot:
              env: staging
              host: localhost
              allowed_images: ["job:1"]
              protection_rules:
                safe_to_delete_patterns: ["job-*"]

            """

        private static let jobs = """
            root=$(mktemp -d) && mkdir "$root/bin" && cp /bin/busybox "$root/bin/busybox"
            for applet in sh true sleep; do ln -s busybox "$root/bin/$applet"; done
            tar -C "$root" -c . | docker import --change 'CMD ["true"]' - job:1 >/dev/null
            rm -r "$root"
            for n in 1 2 3 4 5 6; do docker run --name job-$n job:1; done
            """

        @Test func `a host with nothing but finished jobs is cleaned`() async throws {
            try await EmptyEngine.with { engine in
                try await engine.shell(Self.jobs)
                try await Workspace.with(ssot: Self.ssot, host: engine.host) { workspace in
                    try await workspace.reconcile("init").requireExit(0)
                    let plan = try await workspace.reconcile("plan", "--json").requireExit(0)
                    let file = try #require(plan.document().data.file.string, "\(plan)")
                    try await workspace.reconcile("apply", file, "--confirm", "APPLY CLEANUP").requireExit(0)
                    #expect(try await engine.docker("ps", "-aq").isEmpty)
                }
            }
        }

        @Test func `a host that once held what is allowed is suspected when none of it is there`() async throws {
            let ssot = Self.ssot + "  allowed_containers: [\"app\"]\n"
            try await EmptyEngine.with { engine in
                try await engine.shell(Self.jobs + "\ndocker create --name app job:1")
                try await Workspace.with(ssot: ssot, host: engine.host) { workspace in
                    try await workspace.reconcile("init").requireExit(0)
                    try await workspace.reconcile("audit").requireExit(0)
                    try await engine.docker("rm", "app")
                    let plan = try await workspace.reconcile("plan", "--json").requireExit(5)
                    #expect(try plan.document().diagnostics.array.contains { $0.code.string == "RC308" }, "\(plan)")
                    #expect(try await engine.docker("ps", "-aq").split(separator: "\n").count == 6)
                }
            }
        }
    }
}
