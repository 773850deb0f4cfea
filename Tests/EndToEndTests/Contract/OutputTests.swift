import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What goes where, in which colours, in which spelling.
    @Suite(.needs(.engine)) struct Outputs {
        private static let escape = "\u{1B}["

        @Test func `the answer is on stdout, progress and warnings are on stderr`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let workspace = host.workspace
                let audit = try await workspace.reconcile("audit")
                #expect(audit.stdout.contains("Protected: "))
                #expect(!audit.stdout.contains("Engine: unix://"))
                #expect(audit.stderr.hasPrefix("Engine: \(host.engine.host) (DOCKER_HOST)"))
                let quiet = try await workspace.reconcile("audit", "-q")
                #expect(quiet.stderr.isEmpty)
                let addresses = quiet.stdout.split(separator: "\n").map(String.init)
                #expect(addresses.contains("container/stranger"), "-q prints addresses alone")
                #expect(addresses.allSatisfy { !$0.contains(" ") && $0.contains("/") })
                let rest = addresses.filter { !$0.hasPrefix("image/sha256:") }
                #expect(Set(rest).count == rest.count)
                let observed = try await workspace.reconcile("observe", "--json").document()
                #expect(observed.data.snapshot.format.string?.hasPrefix("reconcile.snapshot/") == true)
                let snapshot = try await workspace.reconcile("observe")
                #expect(try snapshot.document().format.string == "reconcile.snapshot/3", "it can be piped")
                let plan = try await host.freshPlanFile()
                let apply = try await workspace.reconcile("apply", plan, "--confirm", "APPLY CLEANUP")
                #expect(apply.stdout.contains("Applied: 0 added, 0 changed, "))
                #expect(!apply.stdout.contains("removing"))
                #expect(apply.stderr.contains("container/test-import"))
                let missing = try await workspace.reconcile("explain", "container/nothing")
                #expect(missing.stdout.isEmpty)
                #expect(missing.stderr.contains("Fix: "))
            }
        }

        @Test func `colour follows flags, then NO_COLOR, then CLICOLOR_FORCE, then TERM, then the stream`() async throws
        {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                func isColoured(_ arguments: [String], _ environment: [String: String]) async throws -> Bool {
                    let outcome = try await host.workspace.reconcile(["audit"] + arguments, environment: environment)
                    return outcome.stdout.contains(Self.escape)
                }
                let cases: [(arguments: [String], environment: [String: String], coloured: Bool)] = [
                    ([], [:], false), (["--color", "always"], [:], true), ([], ["CLICOLOR_FORCE": "1"], true),
                    ([], ["CLICOLOR_FORCE": "0"], false), ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
                    ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
                    (["--color", "always"], ["NO_COLOR": "1"], true),
                    (["--color=never"], ["CLICOLOR_FORCE": "1"], false),
                    (["--no-color"], ["CLICOLOR_FORCE": "1"], false), (["-no-color"], ["CLICOLOR_FORCE": "1"], false),
                    ([], ["TERM": "dumb"], false), (["--json", "--color", "always"], [:], false),
                ]
                for (arguments, environment, coloured) in cases {
                    #expect(try await isColoured(arguments, environment) == coloured, "\(arguments) \(environment)")
                }
                let plain = try await host.workspace.reconcile("audit").stdout
                let always = try await host.workspace.reconcile("audit", "--color", "always").stdout
                #expect(always.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain, "colour alone tells nothing")
                let error = try await host.workspace.reconcile("validate", "-f", "no", environment: ["TERM": "dumb"])
                #expect(error.stderr.utf8.allSatisfy { $0 < 128 }, "\(error)")
            }
        }

        @Test func `each stream has its own colour`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let script =
                    "script -qec '\"$RECONCILE\" explain RC301 >answer; \"$RECONCILE\" explain RC000' /dev/null"
                let terminal = try await workspace.bash(script, ["TERM": "xterm"])
                #expect(terminal.stdout.contains(Self.escape), "stderr is the terminal: \(terminal)")
                #expect(try !workspace.read("answer").contains(Self.escape), "stdout is a file")
            }
        }

        @Test func `Terraform's, docker's and kubectl's spellings are understood`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let workspace = host.workspace
                let out = try await workspace.reconcile("plan", "-out=a.plan.json", "-json", "-detailed-exitcode")
                #expect(out.exit == 2, "\(out)")
                #expect(try out.document().data.file.string == "a.plan.json")
                #expect(try workspace.read("a.plan.json").hasPrefix("{"))
                let chdir = try await workspace.reconcile("-chdir=\(workspace.root)", "ls", "-json", directory: "/")
                #expect(try chdir.document().schema.string == "reconcile.audit/1")
                for line in [
                    ["ls", "-o", "json"], ["-o", "json", "ls"], ["audit", "--format=json"], ["--json", "audit"],
                ] {
                    #expect(try await workspace.reconcile(line).document().schema.string == "reconcile.audit/1")
                }
                for line in [["config", "--json"], ["--json", "config"]] {
                    #expect(try await workspace.reconcile(line).document().schema.string == "reconcile.validate/1")
                }
                try await workspace.reconcile("plan").requireExit(0)
                let before = try FolderContents.files(below: workspace.path("plans")).count
                let diff = try await workspace.reconcile("diff", "-target=volume/tmp-*", "-json")
                #expect(try diff.document().data.actions.array.map(\.address.string) == ["volume/tmp-scratch"])
                #expect(try diff.document().data.file == .null)
                #expect(try FolderContents.files(below: workspace.path("plans")).count == before)
                for line in [
                    ["-C", workspace.root, "history", "-json"], ["history", "runs", "-C", workspace.root, "-json"],
                ] {
                    #expect(try await workspace.reconcile(line, directory: "/").document().ok == .bool(true))
                }
            }
        }

        @Test func `detailed exit codes tell differences from none`() async throws {
            try await TestHost.with(.contract()) { host in
                let workspace = host.workspace
                try await host.engine.docker("run", "-d", "--name", "odoo-staging", "box:1", "sleep", "900")
                #expect(try await workspace.reconcile("audit", "--detailed-exitcode").exit == 0)
                #expect(try await workspace.reconcile("plan", "--detailed-exitcode").exit == 0)
                try await host.engine.docker("create", "--name", "stranger", "box:1", "true")
                #expect(try await workspace.reconcile("audit").exit == 0)
                #expect(try await workspace.reconcile("audit", "--detailed-exitcode").exit == 2)
                #expect(try await workspace.reconcile("audit", "--detailed-exitcode", "--ignore", "unknown").exit == 0)
                #expect(try await workspace.reconcile("plan", "--detailed-exitcode").exit == 0, "unknown is no action")
                try await host.engine.docker("volume", "create", "tmp-scratch")
                #expect(try await workspace.reconcile("audit", "--detailed-exitcode", "--ignore", "unknown").exit == 2)
                #expect(try await workspace.reconcile("plan", "--detailed-exitcode", "--out", "a.plan.json").exit == 2)
                #expect(try await workspace.reconcile("diff", "--detailed-exitcode").exit == 2)
                try await host.planAndApply()
                #expect(try await workspace.reconcile("plan", "--detailed-exitcode").exit == 0)
                try await host.engine.docker("rm", "-f", "odoo-staging")
                let missing = try await workspace.reconcile("audit", "--detailed-exitcode", "--ignore", "unknown")
                #expect(missing.exit == 2, "a missing container is a difference")
            }
        }

        @Test(arguments: ["| true", "2>&1 | true", ">&- 2>&-", ">/dev/full 2>/dev/full"])
        func `an apply goes on when nobody reads its output`(redirection: String) async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let plan = try await host.freshPlanFile()
                let apply = "\"$RECONCILE\" apply \(plan) --confirm 'APPLY CLEANUP' \(redirection)"
                let outcome = try await host.workspace.bash("\(apply); echo ${PIPESTATUS[0]} >code")
                // A full device took none of the answer, which is not what was asked for.
                let code = redirection.contains("full") ? "73\n" : "0\n"
                #expect(try host.workspace.read("code") == code, "\(outcome)")
                let left = try await host.engine.shell("docker ps -a --format '{{.Names}}'; docker volume ls -q")
                #expect(!left.contains("test-") && !left.contains("tmp-"), "\(left)")
                let run = try await host.workspace.reconcile("history", "--json").document().data.runs.array.first
                #expect(run?.outcome.string == "succeeded")
            }
        }
    }
}
