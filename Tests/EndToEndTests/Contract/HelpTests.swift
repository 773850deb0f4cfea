import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What can be read without a host.
    @Suite struct Help {
        private static let verbs = [
            "init", "validate", "audit", "explain", "plan", "diff", "observe", "show", "verify-plan", "apply", "health",
            "history", "status", "schema", "completion", "history runs", "history show", "history actions",
            "history audits",
        ]

        @Test(arguments: verbs)
        func `every verb's help is an answer of 80 columns`(verb: String) async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let words = verb.split(separator: " ").map(String.init)
                for line in [words + ["--help"], words + ["-h"], words + ["-help"], ["help"] + words] {
                    let help = try await workspace.reconcile(line)
                    #expect(help.exit == 0, "\(help)")
                    #expect(help.stderr.isEmpty)
                    #expect(help.stdout.contains("USAGE: reconcile \(verb)"))
                    #expect(help.stdout.split(separator: "\n").filter { $0.count > 80 } == [])
                }
            }
        }

        @Test(arguments: ["audit", "explain", "plan", "apply", "show", "observe", "verify-plan", "init", "history"])
        func `the verbs that need explaining show examples`(verb: String) async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let help = try await workspace.reconcile(verb, "--help").stdout
                #expect(help.contains("Examples:\n  reconcile \(verb)"), "\(help.prefix(400))")
            }
        }

        @Test func `the help says what to type first`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                for line in [["--help"], ["help"], ["-help"]] {
                    let outcome = try await workspace.reconcile(line)
                    #expect(outcome.exit == 0)
                    for word in ["reconcile init", "reconcile plan", "Exit codes:", "78 configuration"] {
                        #expect(outcome.stdout.contains(word), "\(line)")
                    }
                }
                let version = try await workspace.reconcile("--version")
                #expect(version.exit == 0)
                #expect(version.stdout.contains(#/[0-9]+\.[0-9]+\.[0-9]+/#))
            }
        }

        @Test(arguments: ["bash", "zsh", "fish"])
        func `completions print, and the shell takes them`(shell: String) async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let script = try await workspace.reconcile("--generate-completion-script", shell)
                #expect(script.exit == 0)
                #expect(script.stdout.contains("verify-plan") && script.stdout.contains("detailed-exitcode"))
                guard shell == "bash" else { return }
                try workspace.write(script.stdout, to: "completion.sh")
                #expect(try await workspace.bash("source completion.sh && complete -p reconcile").exit == 0)
            }
        }

        @Test func `a code's page prints without SSOT, ledger or Engine`() async throws {
            try await Workspace.with(ssot: nil, host: "unix:///nowhere/docker.sock") { workspace in
                for code in ["RC301", "rc301", "RC104", "RC205", "RC700"] {
                    let page = try await workspace.reconcile("explain", code, directory: "/")
                    #expect(page.exit == 0, "\(page)")
                    #expect(page.stdout.contains(code.uppercased()) && page.stdout.contains("Fix: "))
                    #expect(page.stdout.split(separator: "\n").allSatisfy { $0.count <= 80 })
                }
            }
        }
    }
}
