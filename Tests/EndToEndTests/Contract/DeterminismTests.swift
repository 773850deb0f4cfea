import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite(.needs(.engine)) struct Determinism {
        @Test func `one snapshot gives one digest in every checkout, in every order, before and after a commit`()
            async throws
        {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let workspace = host.workspace
                try await workspace.git("add", "infra", ".gitattributes")
                try await workspace.git("commit", "-qm", "SSOT")
                try await workspace.reconcile("observe", "--out", "host.json").requireExit(0)
                let planned = try await workspace.reconcile("plan", "--json").requireExit(0).document().data
                let digest = try #require(planned.digest.string)
                #expect(planned.actions.array.count >= 3)
                let file = try #require(planned.file.string)
                let author = try await workspace.reconcile("show", file, "--json").document().data.issued.by.string

                for folder in ["first checkout", "deep/er/second"] {
                    let checkout = try await Checkout.clone(of: workspace, at: folder)
                    #expect(try await checkout.digest(of: "../host.json".prefixed(folder)) == digest)
                    for seed in 1...3 {
                        let shuffled = "\(folder)-\(seed).json"
                        try workspace.write(try Shuffle.sets(of: workspace.read("host.json"), seed: seed), to: shuffled)
                        #expect(try await checkout.digest(of: workspace.path(shuffled)) == digest, "seed \(seed)")
                    }
                    let file = try await checkout.plan(from: workspace.path("host.json"))
                    #expect(try await checkout.author(of: file) != author)
                    try await checkout.commit(file)
                    #expect(try await checkout.digest(of: workspace.path("host.json")) == digest, "after a commit")
                }
            }
        }

        @Test func `verify-plan reproduces the host's plan elsewhere, and sees another snapshot`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let workspace = host.workspace
                try await workspace.reconcile("observe", "--out", "host.json").requireExit(0)
                let plan = try await host.freshPlanFile()
                let same = try await workspace.reconcile(
                    "verify-plan",
                    plan,
                    "--reproduce",
                    "--observed",
                    "host.json",
                    "--json"
                )
                #expect(same.exit == 0, "\(same)")
                #expect(try same.document().data.reproduced == .bool(true), "\(same)")

                try await host.engine.docker("volume", "create", "tmp-later")
                try await workspace.reconcile("observe", "--out", "later.json").requireExit(0)
                let other = try await workspace.reconcile(
                    "verify-plan",
                    plan,
                    "--reproduce",
                    "--observed",
                    "later.json",
                    "--json"
                )
                #expect(other.exit != 0, "\(other)")
                #expect(try other.document().data.reproduced == .bool(false))
                #expect(try other.document().diagnostics.array.first?.fix.string?.contains("reconcile diff") == true)
            }
        }

        @Test func `a plan of selected targets can be reproduced too`() async throws {
            try await TestHost.with(.contract()) { host in
                try await host.populate()
                let workspace = host.workspace
                try await workspace.reconcile("observe", "--out", "host.json").requireExit(0)
                let made = try await workspace.reconcile("plan", "--target", "volume/tmp-*", "--json").requireExit(0)
                let plan = try #require(try made.document().data.file.string)
                let check = try await workspace.reconcile(
                    "verify-plan",
                    plan,
                    "--reproduce",
                    "--observed",
                    "host.json",
                    "--target",
                    "volume/tmp-*",
                    "--json"
                )
                #expect(try check.document().data.reproduced == .bool(true), "\(check)")
            }
        }
    }
}

extension String {
    fileprivate func prefixed(_ folder: String) -> String {
        String(repeating: "../", count: folder.split(separator: "/").count - 1) + self
    }
}

/// A clone of the repository with an author of its own.
private struct Checkout {
    let workspace: Workspace
    let folder: String

    static func clone(of workspace: Workspace, at name: String) async throws -> Checkout {
        let folder = workspace.path(name)
        try await Command.run("/usr/bin/env", ["git", "clone", "-q", workspace.root, folder])
        let checkout = Checkout(workspace: workspace, folder: folder)
        try (try await checkout.run("init", "--principal", "author-\(UniqueName.make())")).requireExit(0)
        return checkout
    }

    func run(_ arguments: String...) async throws -> Outcome {
        // Nothing of the host can be asked: there is no Engine behind this address.
        try await workspace.reconcile(
            arguments,
            environment: ["DOCKER_HOST": "unix:///nowhere/docker.sock"],
            directory: folder
        )
    }

    func digest(of snapshot: String) async throws -> String? {
        try await run("diff", "--observed", snapshot, "--json").requireExit(0).document().data.digest.string
    }

    /// Writes a signed plan, and gives its path.
    func plan(from snapshot: String) async throws -> String {
        let outcome = try await run("plan", "--observed", snapshot, "--json").requireExit(0)
        return try #require(try outcome.document().data.file.string, "\(outcome)")
    }

    func author(of file: String) async throws -> String? {
        try await run("show", file, "--json").requireExit(0).document().data.issued.by.string
    }

    func commit(_ file: String) async throws {
        let identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
        for command in [["add", file], ["commit", "-qm", "plan"]] {
            try await Command.run("/usr/bin/env", ["git", "-C", folder] + identity + command)
        }
    }
}
