import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Where SSOT, state and repository are found.
    @Suite(.needs(.engine)) struct Locations {
        @Test func `state and SSOT are found from anywhere`() async throws {
            try await TestHost.with(.contract()) { host in
                let workspace = host.workspace
                let state = workspace.path("elsewhere")
                try await workspace.reconcile("init", "--state", state).requireExit(0)
                try await workspace.reconcile("audit", environment: ["RECONCILE_STATE": state]).requireExit(0)
                func runs(_ arguments: [String], _ environment: [String: String], in folder: String) async throws -> Int
                {
                    let all = ["history", "--json"] + arguments
                    let outcome = try await workspace.reconcile(all, environment: environment, directory: folder)
                    return try outcome.requireExit(0).document().data.runs.array.count
                }
                #expect(try await runs([], [:], in: workspace.root) == 0)
                #expect(try await runs(["--state", "elsewhere"], [:], in: workspace.root) == 1)
                #expect(try await runs(["--state", state], [:], in: workspace.path("infra")) == 1)
                #expect(try await runs([], ["RECONCILE_STATE": state], in: workspace.path("infra/docker")) == 1)
                #expect(try await runs(["--state", "state"], ["RECONCILE_STATE": state], in: workspace.root) == 0)
                #expect(try await runs(["-C", workspace.root], [:], in: "/") == 0)
                let named = ["RECONCILE_FILE": workspace.path(Workspace.ssotPath)]
                #expect(try await runs([], named, in: "/") == 0)
                #expect(
                    try await runs(["-f", workspace.path(Workspace.ssotPath)], ["RECONCILE_FILE": "/no"], in: "/") == 0
                )
                let below = try await workspace.reconcile("audit", directory: workspace.path("infra/docker"))
                #expect(below.exit == 0, "the nearest repository: \(below)")
                let outside = try await workspace.reconcile("audit", directory: "/")
                #expect(outside.exit == 66 && outside.stderr.contains("reconcile init"))
            }
        }

        @Test func `two SSOTs are an error that names them`() async throws {
            try await Workspace.with(ssot: TestHost.Scene.contractPolicy, host: nil) { workspace in
                try workspace.write(OwnersFiles.desktop, to: "infra/docker/DOCKER_DESKTOP_SSOT.yaml")
                let outcome = try await workspace.reconcile("validate", "--json")
                #expect(outcome.exit == 66)
                let said = outcome.stdout
                #expect(said.contains("DOCKER_DESKTOP_SSOT.yaml") && said.contains("DOCKER_STAGING_SSOT.yaml"))
                #expect(try outcome.document().diagnostics.array.first?.fix.string?.contains("-f") == true)
                #expect(try await workspace.reconcile("validate", "-f", Workspace.ssotPath).exit == 0)
            }
        }

        @Test func `a state that cannot be written stops plan and apply, and history still reads it`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let plan = try await host.freshPlanFile()
                // In a private mount namespace, which ends with the shell. File modes do not stop root, a read-only
                // mount does.
                func readOnly(_ arguments: String) async throws -> Outcome {
                    let mount = "mount --bind state state && mount -o remount,ro,bind state"
                    let script = "\(mount) && \"$RECONCILE\" \(arguments) --json"
                    let unshared = "unshare -m --propagation private bash -c '\(script)'"
                    return try await host.workspace.bash(unshared)
                }
                let history = try await readOnly("history")
                #expect(history.exit == 0, "\(history)")
                #expect(try history.document().data.runs.array.count == 1)
                for verb in ["plan", "apply \(plan) --confirm \"APPLY CLEANUP\""] {
                    let outcome = try await readOnly(verb)
                    #expect([73, 77].contains(outcome.exit), "\(outcome)")
                    #expect(try outcome.document().diagnostics.array.first?.fix.string?.isEmpty == false)
                }
                let left = try await host.engine.docker("ps", "-a", "--format", "{{.Names}}")
                #expect(left.contains("test-import"))
            }
        }
    }
}
