import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import reconcile

extension EndToEnd {
    /// What is said when something is amiss, and what to type next.
    @Suite(.needs(.engine)) struct Messages {
        @Test func `an answer that cannot be written is exit 73, and a failure keeps its code`() async throws {
            try await TestHost.with(.contract()) { host in
                for line in ["audit", "audit --json", "--help", "--version", "explain RC301"] {
                    let outcome = try await host.workspace.bash("\"$RECONCILE\" \(line) > /dev/full")
                    #expect(outcome.exit == 73, "\(line): \(outcome)")
                    #expect(outcome.stderr.contains("(RC902)"), "\(line): \(outcome)")
                }
                let refused = try await host.workspace.bash("\"$RECONCILE\" explain nothing --json > /dev/full")
                #expect(refused.exit == 66, "\(refused)")
                let reader = try await host.workspace.bash("\"$RECONCILE\" audit | true; exit ${PIPESTATUS[0]}")
                #expect(reader.exit == 0, "a reader may go away: \(reader)")
            }
        }

        @Test func `text that goes into a pipe is not broken into lines`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let page = try await workspace.reconcile("explain", "RC705", environment: ["COLUMNS": nil])
                #expect(page.stdout.split(separator: "\n").contains { $0.count > 100 })
                let narrow = try await workspace.reconcile("explain", "RC705", environment: ["COLUMNS": "60"])
                #expect(narrow.stdout.split(separator: "\n").allSatisfy { $0.count <= 60 })
            }
        }

        @Test func `a quiet run still warns`() async throws {
            let ssot = TestHost.Scene.contractPolicy.replacing("- \"tmp-*\"", with: "- \"tmp-*\"\n      - \"tmp-*\"")
            try await TestHost.with(.contract(ssot: ssot)) { host in
                let quiet = try await host.run("audit", "-q")
                #expect(quiet.exit == 0 && quiet.stderr.contains("(RC110)"), "\(quiet)")
                #expect(!quiet.stderr.contains("Engine: "))
            }
        }

        @Test func `a variable that is not set is told once, with all its places`() async throws {
            let ssot = TestHost.Scene.contractPolicy + "  stack:\n    compose: [\"compose.yaml\"]\n"
            var scene = TestHost.Scene.contract(ssot: ssot)
            scene.files["compose.yaml"] = """
                services:
                  web:
                    image: box:${TAG}
                    command: sleep ${TAG}
                    labels: {a: "${TAG}", b: "${SOFT}", c: "${SOFT}"}
                """
            try await TestHost.with(scene) { host in
                let found = try await host.run("validate", "--json").document().diagnostics.array.filter {
                    $0.code.string == "RC124"
                }
                #expect(found.count == 2, "\(found)")
                let tag = found.first { $0.severity.string == "error" }
                #expect(tag?.summary.string?.contains("`TAG`") == true)
                #expect(tag?.detail.string == "It is also used at compose.yaml:4:14, compose.yaml:5:17.")
            }
        }

        @Test func `an endpoint that nobody serves is called that`() async throws {
            try await TestHost.with(.contract()) { host in
                let dead = host.workspace.path("dead.sock")
                let script = "import socket; s = socket.socket(socket.AF_UNIX); s.bind('\(dead)'); s.close()"
                try await host.workspace.bash("python3 -c \"\(script)\"").requireExit(0)
                let outcome = try await host.run("audit", "-H", "unix://\(dead)", "--json")
                let summary = try outcome.document().diagnostics.array.first?.summary.string
                #expect(outcome.exit == 69 && summary?.contains("nothing listens on") == true, "\(outcome)")
            }
        }

        @Test func `every answer says what to type next, and it can be typed`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let plan = try await host.planFile("--out", "it's a.plan.json")
                try await expectNext(host, ["audit"], ["reconcile plan", "reconcile explain container/stranger"])
                try await expectNext(host, ["explain", "container/stranger"], ["reconcile validate"])
                try await expectNext(
                    host,
                    ["explain", "volume/tmp-scratch"],
                    ["reconcile plan --target volume/tmp-scratch"]
                )
                try await expectNext(host, ["show", plan], ["reconcile apply 'it'\\''s a.plan.json'"])
                try await expectNext(host, ["apply", plan], ["reconcile show 'it'\\''s a.plan.json'"], exit: 4)
                try await expectNext(host, ["plan", "--nothing"], ["reconcile help"], exit: 64)
                try await expectNext(host, ["audit", "-f", "none.yaml"], ["reconcile explain RC901"], exit: 66)
                try await expectNext(host, ["explain", "no-such"], ["reconcile audit"], exit: 66)
                try await host.engine.shell("docker rm test-import && docker volume rm tmp-scratch")
                try await expectNext(
                    host,
                    ["apply", plan, "--confirm", "APPLY CLEANUP"],
                    ["reconcile plan", "reconcile explain RC302"],
                    exit: 5
                )
            }
        }

        private func expectNext(
            _ host: TestHost,
            _ arguments: [String],
            _ expected: [String],
            exit: Int32 = 0
        ) async throws {
            let outcome = try await host.run(arguments + ["--json"])
            #expect(outcome.exit == exit, "\(outcome)")
            let commands = try outcome.document().next_actions.array.compactMap(\.command.string)
            for command in expected { #expect(commands.contains(command), "\(arguments): \(commands)") }
            for command in commands {
                let words = try await host.workspace.bash("for word in \(command); do echo \"$word\"; done")
                    .stdout.split(separator: "\n").map(String.init)
                #expect(throws: Never.self, "\(command)") {
                    try NamedCommand.parse(ArgumentNormalizer.normalized(Array(words.dropFirst())))
                }
            }
        }
    }
}

/// Commands that texts name.
enum NamedCommand {
    /// A verb alone is a name, and may want arguments. A question for help is answered by throwing what is to be printed.
    static func parse(_ words: [String]) throws {
        do {
            _ = try Reconcile.parseAsRoot(words.count == 1 ? words + ["--help"] : words)
        } catch  where Reconcile.exitCode(for: error) == .success {}
    }
}
