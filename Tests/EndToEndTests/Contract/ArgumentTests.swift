import Foundation
import TestSupport
import Testing

@testable import reconcile

extension EndToEnd {
    /// What people type before the parser sees it.
    @Suite struct Arguments {
        @Test(arguments: [
            ("-C/srv audit", "audit -C /srv"), ("-C=/srv audit", "audit -C /srv"), ("-C /srv audit", "audit -C /srv"),
            ("--directory /srv audit -q", "audit --directory /srv -q"), ("-qv audit", "audit -qv"),
            ("--directory=/srv audit", "audit --directory=/srv"), ("-fx.yaml -q plan", "plan -f x.yaml -q"),
            ("-chdir=/srv plan", "plan --directory=/srv"), ("-json history actions", "history actions --json"),
            ("-ojson history", "history -o json"), ("--nothing audit", "--nothing audit"), ("-qz audit", "-qz audit"),
            ("-C /srv", "-C /srv"), ("--json=yes audit", "--json=yes audit"),
        ])
        func `a global flag may stand before the verb in every spelling`(typed: String, expected: String) {
            let words = { (text: String) in text.split(separator: " ").map(String.init) }
            #expect(ArgumentNormalizer.normalized(words(typed)) == words(expected))
        }

        @Test func `every flag that all verbs have may stand before them`() async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let help = try await workspace.reconcile("observe", "--help").stdout
                let flags = help.matches(of: #/(?m)^  (?:(-\w), )?(--[a-z-]+)( <)?/#)
                #expect(flags.count > 14)
                for flag in flags where !["--out", "--version", "--help"].contains(flag.2) {
                    for name in [flag.1, flag.2].compactMap(\.self).map(String.init) {
                        let words = [name] + (flag.3 == nil ? [] : ["value"])
                        #expect(ArgumentNormalizer.normalized(words + ["observe"]) == ["observe"] + words)
                    }
                }
            }
        }

        @Test(arguments: [
            (["version"], "reconcile --version"), (["up", "-d"], "reconcile plan --only stack"),
            (["down"], "reconcile plan --only cleanup"), (["prune"], "reconcile plan --only cleanup"),
            (["destroy"], "reconcile plan --only cleanup"), (["import", "x"], "'adopt' in the SSOT"),
            (["state", "list"], "reconcile audit"), (["apply", "x", "-auto-approve"], "--confirm"),
            (["apply", "x", "--yes"], "--confirm"), (["plan", "-var", "a=b"], "env files"),
            (["plan", "--dry-run"], "reconcile diff"), (["plam"], "reconcile plan"),
            (["audit", "-o", "markdow"], "'markdown'"), (["plan", "-o", "csv"], "text, json, markdown"),
        ])
        func `what other tools call it gets the hint that fits`(words: [String], hint: String) async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let outcome = try await workspace.reconcile(words + ["--no-color"])
                #expect(outcome.exit == 64, "\(outcome)")
                let text = outcome.stderr.replacing("│", with: " ").split { $0.isWhitespace }.joined(separator: " ")
                #expect(text.contains(hint), "\(outcome)")
            }
        }

        @Test(arguments: ["bash", "zsh", "fish"])
        func `a shell takes its completion script`(shell: String) async throws {
            try await Workspace.with(ssot: nil, host: nil) { workspace in
                let script = try await workspace.reconcile("completion", shell)
                #expect(script.exit == 0 && script.stdout.contains("verify-plan"))
                let wrong = try await workspace.reconcile("completion", "csh")
                #expect(wrong.exit == 64 && wrong.stderr.contains("bash"))
            }
        }
    }
}
