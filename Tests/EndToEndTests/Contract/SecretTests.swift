import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite(.needs(.engine)) struct Secrets {
        @Test func `no secret of the host is in any output or file`() async throws {
            try await TestHost.with(.contract()) { host in
                let canaries = try await host.plantSecrets()
                let inspected = try await host.inspectEverything()
                #expect(canaries.places(in: inspected) == canaries.byPlace.keys.sorted(), "the Engine holds them all")
                for outcome in try await host.runEveryVerb() {
                    #expect(canaries.places(in: outcome.stdout + outcome.stderr) == [], "\(outcome.arguments)")
                }
                try host.expectNoFile(holds: canaries)
            }
        }

        @Test func `the sealed backups are there after the secrets' containers went`() async throws {
            try await TestHost.with(.contract()) { host in
                let canaries = try await host.plantSecrets()
                try await host.planAndApply()
                let sql = "SELECT count(*) FROM backups WHERE length(sealed) > 100"
                let count = try await host.workspace.bash("sqlite3 -readonly state/reconcile.db '\(sql)'").requireExit(
                    0
                )
                #expect((Int(count.stdout.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) >= 3)
                let left = try await host.engine.docker("ps", "-a", "--format", "{{.Names}}")
                #expect(!left.contains("test-"))
                try host.expectNoFile(holds: canaries)
            }
        }

        @Test func `a change of a secret between plan and apply is told without the secret`() async throws {
            try await TestHost.with(.contract()) { host in
                var canaries = Canaries()
                let value = canaries.plant("environment")
                let later = canaries.plant("later environment")
                try await host.engine.docker("create", "--name", "test-a", "-e", "PW=\(value)", "box:1", "true")
                let plan = try await host.freshPlanFile()
                try await host.engine.docker("rm", "test-a")
                try await host.engine.docker("create", "--name", "test-a", "-e", "PW=\(later)", "box:1", "true")
                for form in [["--json"], ["-v"]] {
                    let outcome = try await host.workspace.reconcile(
                        ["apply", plan, "--confirm", "APPLY CLEANUP"] + form
                    )
                    #expect(outcome.exit == 3, "\(outcome)")
                    #expect(canaries.places(in: outcome.stdout + outcome.stderr) == [])
                }
                try host.expectNoFile(holds: canaries)
            }
        }

        @Test(arguments: ["/info", "/containers/json", "/images/json", "/volumes", "/networks"])
        func `an Engine's error text is not passed on with a secret in it`(path: String) async throws {
            var canaries = Canaries()
            let secret = canaries.plant("error text")
            let message = #"{"message":"cannot mount: password=\#(secret) https://user:\#(secret)@registry"}"#
            try await HostileServer.with { line in
                if line.contains("/_ping") { return .ping() }
                return line.contains(path) ? .http(status: "500 Internal Server Error", message) : Self.answer(line)
            } _: { server in
                try await Workspace.with(ssot: TestHost.Scene.contractPolicy, host: "unix://" + server.socketPath) {
                    workspace in
                    try await workspace.reconcile("init").requireExit(0)
                    for verb in [["audit"], ["plan"], ["observe"], ["explain", "stranger"], ["diff"]] {
                        for form in [["-v"], ["--json"]] {
                            let outcome = try await workspace.reconcile(verb + form)
                            #expect(outcome.exit == 69, "\(outcome)")
                            #expect(canaries.places(in: outcome.stdout + outcome.stderr) == [], "\(outcome)")
                        }
                    }
                    for (name, data) in try FolderContents.files(below: workspace.root) {
                        #expect(canaries.places(in: data) == [], "\(name)")
                    }
                }
            }
        }

        @Test func `an Engine's error text in an apply ends in no file with a secret in it`() async throws {
            try await TestHost.with(.contract()) { host in
                var canaries = Canaries()
                try await host.engine.docker("volume", "create", "tmp-scratch")
                let plan = try await host.freshPlanFile()
                try await RecordingProxy.with(to: host.engine.host) { proxy in
                    let message = "driver failed: password=\(canaries.plant("error text")) at the end"
                    let fault = RecordingProxy.Fault.answer(status: "500 Internal Server Error", message: message)
                    proxy.failNext("DELETE", "/volumes/", fault)
                    let outcome = try await host.workspace.reconcile(
                        "apply",
                        plan,
                        "--confirm",
                        "APPLY CLEANUP",
                        "-v",
                        "-H",
                        proxy.host
                    )
                    #expect(outcome.exit == 6 || outcome.exit == 1, "\(outcome)")
                    #expect((outcome.stdout + outcome.stderr).contains("driver failed"), "\(outcome)")
                    #expect(canaries.places(in: outcome.stdout + outcome.stderr) == [])
                }
                for line in [["history"], ["history", "actions", "--json"], ["show", plan]] {
                    let outcome = try await host.workspace.reconcile(line)
                    #expect(canaries.places(in: outcome.stdout + outcome.stderr) == [])
                }
                for (name, data) in try FolderContents.files(below: host.workspace.root) {
                    #expect(canaries.places(in: data) == [], "\(name)")
                }
            }
        }

        @Test func `what a health check prints is not kept`() async throws {
            let checks = """
                  healthchecks:
                    leaky:
                      command: "sh -c 'echo $TOKEN; echo $TOKEN >&2; exit 3'"
                      container: "odoo-staging"
                      expected_exit_code: 0

                """
            try await TestHost.with(.contract(ssot: TestHost.Scene.contractPolicy + checks)) { host in
                var canaries = Canaries()
                let token = canaries.plant("environment")
                try await host.engine.docker(
                    "run",
                    "-d",
                    "--name",
                    "odoo-staging",
                    "-e",
                    "TOKEN=\(token)",
                    "box:1",
                    "sleep",
                    "900"
                )
                for line in [["health", "-v"], ["health", "--json"], ["audit", "--json"], ["history", "--json"]] {
                    let outcome = try await host.workspace.reconcile(line)
                    #expect(outcome.exit == (line[0] == "health" ? 7 : 0), "\(outcome)")
                    #expect(canaries.places(in: outcome.stdout + outcome.stderr) == [])
                }
                for (name, data) in try FolderContents.files(below: host.workspace.root) {
                    #expect(canaries.places(in: data) == [], "\(name)")
                }
            }
        }

        private static func answer(_ line: String) -> HostileServer.Answer {
            if line.contains("/volumes") { return .http(#"{"Volumes":[]}"#) }
            return .http(line.contains("/info") ? #"{"ID":"AAAA","Name":"fake"}"# : "[]")
        }
    }
}
