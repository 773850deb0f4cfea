import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `--json` is one document of one shape, whatever happens.
    @Suite(.needs(.engine)) struct Envelopes {
        private static let keys: Set<String> = [
            "schema", "ok", "exit_code", "summary", "data", "diagnostics", "next_actions",
        ]
        private static let diagnosticKeys: Set<String> = [
            "code", "severity", "summary", "detail", "fix", "address", "range",
        ]

        @Test func `every verb's success is one document whose exit code is the process's`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let plan = try await host.freshPlanFile()
                let verbs: [(arguments: [String], schema: String)] = [
                    (["init"], "init"), (["validate"], "validate"), (["config"], "validate"), (["audit"], "audit"),
                    (["ls"], "audit"), (["explain", "stranger"], "explain"), (["explain", "RC301"], "explain"),
                    (["diff"], "plan"), (["plan", "--out", "other.plan.json"], "plan"),
                    (["observe", "--out", "host.json"], "observe"), (["show", plan], "show"),
                    (["verify-plan", plan], "verify-plan"), (["health"], "health"),
                    (["apply", plan, "--confirm", "APPLY CLEANUP"], "apply"), (["history"], "history"),
                    (["history", "actions"], "history"), (["history", "audits"], "history"),
                    (["completion", "bash"], "completion"), (["status"], "status"), (["schema"], "schema"),
                    (["help", "ssot.limits"], "schema"),
                ]
                for (arguments, schema) in verbs {
                    let outcome = try await host.workspace.reconcile(arguments + ["--json"])
                    try Self.check(outcome, schema: "reconcile.\(schema)/1")
                    #expect(outcome.exit == 0, "\(outcome)")
                    #expect(try outcome.document().data != .null, "\(arguments)")
                }
            }
        }

        @Test func `every verb's failure is one document with a code and a fix`() async throws {
            try await TestHost.with(.contract()) { host in
                let nowhere = ["-H", "unix:///nowhere/docker.sock"]
                let failures: [(arguments: [String], exit: Int32)] = [
                    (["validate", "-f", "nothing.yaml"], 66), (["audit", "-f", "nothing.yaml"], 66),
                    (["audit"] + nowhere, 69), (["plan"] + nowhere, 69), (["diff"] + nowhere, 69),
                    (["observe"] + nowhere, 69), (["explain", "stranger"] + nowhere, 69),
                    (["explain", "nothing-like-it"], 66), (["explain", "RC998"], 66),
                    (["show", "nothing.plan.json"], 66), (["verify-plan", "nothing.plan.json"], 66),
                    (["apply", "nothing.plan.json"], 66), (["apply", Workspace.ssotPath], 65),
                    (["history", "show", "no-such-run"], 66), (["plan", "--observed", "nothing.json"], 66),
                    (["audit", "--state", "/nowhere/at/all"], 0), (["history", "--state", "/nowhere/at/all"], 78),
                    (["plan", "--only", "stack"], 65), (["audit", "-c", "no-such-context"], 78),
                ]
                for (arguments, exit) in failures {
                    let outcome = try await host.workspace.reconcile(arguments + ["--json"])
                    try Self.check(outcome)
                    #expect(outcome.exit == exit, "\(outcome)")
                }
            }
        }

        @Test func `differences and failing checks are told in the same shape`() async throws {
            let checks = """
                  healthchecks:
                    web:
                      url: "http://127.0.0.1:9/"
                      expected_status: 200
                      timeout_seconds: 20

                """
            try await TestHost.with(.contract(ssot: TestHost.Scene.contractPolicy + checks)) { host in
                try await host.populate()
                let verbs: [(arguments: [String], exit: Int32)] = [
                    (["audit", "--detailed-exitcode"], 2), (["diff", "--detailed-exitcode"], 2),
                    (["plan", "--detailed-exitcode", "--out", "a.plan.json"], 2), (["health"], 7),
                    (["apply", try await host.freshPlanFile()], 4),
                ]
                for (arguments, exit) in verbs {
                    let start = ContinuousClock.now
                    let outcome = try await host.workspace.reconcile(arguments + ["--json"])
                    try Self.check(outcome)
                    #expect(outcome.exit == exit, "\(outcome)")
                    #expect(ContinuousClock.now - start < .seconds(15), "a refused connection is an answer at once")
                }
            }
        }

        @Test(
            arguments: [
                ["frobnicate"], ["audit", "--frobnicate"], ["explain"], ["show"], ["apply"], ["history", "frobnicate"],
                ["audit", "surplus"], ["audit", "--color", "pink"], ["plan", "--out"],
                ["apply", "x", "--parallelism", "0"],
                ["apply", "x", "--parallelism", "many"], ["verify-plan", "x", "--reproduce"],
                ["audit", "--filter", "colour=red"],
                ["audit", "--ignore", "everything"], ["history", "runs", "--limit", "-1"],
                ["history", "--limit", "few"],
                ["plan", "--only", "something"], ["--frobnicate"], ["audit", "--format", "xml"],
            ]
        )
        func `a usage error is one document too, with exit 64`(arguments: [String]) async throws {
            try await Workspace.with(ssot: TestHost.Scene.contractPolicy, host: "unix:///nowhere/docker.sock") {
                workspace in
                for line in [arguments + ["--json"], ["--json"] + arguments] {
                    let outcome = try await workspace.reconcile(line)
                    try Self.check(outcome)
                    #expect(outcome.exit == 64, "\(outcome)")
                }
                let text = try await workspace.reconcile(arguments)
                #expect(text.exit == 64)
                #expect(text.stdout.isEmpty, "an error is no answer: \(text.stdout)")
                #expect(text.stderr.contains("Error: "), "\(text)")
            }
        }

        @Test func `a mistyped verb is named, with what was meant`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                for arguments in [["aduit"], ["aduit", "--json"], ["--json", "aduit"]] {
                    let outcome = try await workspace.reconcile(arguments)
                    let said = outcome.stdout + outcome.stderr
                    #expect(outcome.exit == 64)
                    #expect(said.contains("aduit") && said.contains("audit"), "\(outcome)")
                }
            }
        }

        private static func check(_ outcome: Outcome, schema: String? = nil) throws {
            let document = try outcome.document()
            #expect(Set(document.object.keys) == keys, "\(outcome)")
            #expect(document.exit_code.int == Int(outcome.exit), "\(outcome)")
            #expect(document.ok.bool == [0, 2].contains(outcome.exit), "\(outcome)")
            #expect(document.summary.string?.isEmpty == false, "\(outcome)")
            #expect(!outcome.stdout.contains("\u{1B}"))
            #expect(outcome.stdout.hasSuffix("\n"))
            if let schema { #expect(document.schema.string == schema) }
            #expect(document.schema.string?.wholeMatch(of: #/reconcile\.[a-z-]+/1/#) != nil)
            for diagnostic in document.diagnostics.array {
                #expect(Set(diagnostic.object.keys) == diagnosticKeys)
                #expect(diagnostic.code.string?.wholeMatch(of: #/RC[0-9]{3}/#) != nil)
                #expect(diagnostic.fix.string?.isEmpty == false, "\(outcome)")
            }
            if ![0, 2].contains(outcome.exit) {
                #expect(document.diagnostics.array.contains { $0.severity.string == "error" }, "\(outcome)")
            }
        }
    }
}
