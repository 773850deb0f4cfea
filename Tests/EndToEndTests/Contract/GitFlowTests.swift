import TestSupport
import Testing

extension EndToEnd {
    /// A plan in a pull request: made on the host, read in a clone that has neither the host's keys nor Compose's plugin,
    /// merged, and applied on the host.
    @Suite(.needs(.engine), .needs(.compose)) struct GitFlow {
        private static let plain = """
            services:
              web:
                image: demo:1
                environment: {GREETING: "hello there", TZ: UTC}
                volumes: ["./app.conf:/etc/app.conf:ro", "./files:/data", "kept:/srv/app"]
                depends_on: [db]
              db:
                image: demo:1
                pid: "service:cache"
              cache: {image: "demo:2"}
            volumes: {kept: {}}
            """
        private static let secret = """
            services:
              web:
                image: demo:1
                environment: {DB_PASSWORD: "${DB_PASSWORD:?is needed}", LITERAL_PASSWORD: in-the-file}
                env_file: [own.env]
                volumes: ["./own.key:/etc/own.key:ro", "./${NAME}:/data"]
            """

        private func with(_ compose: String, _ body: (GitRepositories) async throws -> Void) async throws {
            try await TestHost.with(.stack(compose)) { host in
                try host.workspace.write("port = 1\n", to: "stack/app.conf")
                try host.workspace.write("DB_PASSWORD=s3cret\nNAME=front\n", to: "stack/.env")
                try host.workspace.write("TOKEN=abc\n", to: "stack/own.env")
                try host.workspace.write("only here\n", to: "stack/own.key")
                try host.workspace.write(".env\nown.*\n", to: "stack/.gitignore")
                try await body(try await GitRepositories(host))
            }
        }

        @Test func `a plan without secrets is the same in any clone, and is applied after its merge`() async throws {
            try await with(Self.plain) { git in
                let host = git.host
                try await git.observe()
                let plan = try await host.plan()
                let file = try #require(plan.file, "\(plan)")
                let digest = try await host.workspace.reconcile("show", file, "--json").document().data.digest.string
                try await git.push(branch: "plan")
                for clone in [try await git.clone("review"), try await git.clone("deep/er/other")] {
                    #expect(try await clone.digest() == digest)
                    try await clone.git("checkout", "-q", "plan")
                    let checked = try await clone.verify(file)
                    #expect(checked.exit == 0, "\(checked)")
                    #expect(try checked.document().data.reproduced == .bool(true))
                    #expect(try checked.document().data.unproven.array.isEmpty)
                }
                try await git.merge(branch: "plan")
                try await host.workspace.bash("git pull -q origin main").requireExit(0)
                try await host.run("apply", file, "--json").requireExit(0)
                try await host.expectNothingToDo()
                try await host.expectComposeRecreatesNothing()
                let mounts = try await host.engine.docker("inspect", "-f", "{{json .HostConfig.Binds}}", "demo-web-1")
                #expect(mounts.contains("\(host.workspace.root)/stack/files:/data"), "\(mounts)")
            }
        }

        @Test func `a change in a clone plans as it will on the host`() async throws {
            try await with(Self.plain) { git in
                let host = git.host
                try await host.converge()
                try await git.observe()
                let clone = try await git.clone("change")
                #expect(try await clone.diff().data.actions.array.isEmpty)
                let changed = Self.plain.replacing("TZ: UTC", with: "TZ: Europe/Paris")
                try clone.write(changed, to: TestHost.composePath)
                try clone.write("port = 2\n", to: "stack/app.conf")
                let there = try await clone.diff()
                let attributes = there.data.actions.array.first?.changes.array.map { $0.attribute.string }
                #expect(attributes == ["content./etc/app.conf", "environment.TZ"], "\(there)")
                try await clone.git("commit", "-qam", "change")
                try await clone.git("push", "-q", "origin", "HEAD:main")
                try await host.workspace.bash("git pull -q origin main").requireExit(0)
                let here = try await host.workspace.reconcile("diff", "--json").document()
                #expect(here.data.digest == there.data.digest, "\(here) \(there)")
            }
        }

        @Test func `a plan with secrets is reproduced but for them, by name`() async throws {
            try await with(Self.secret) { git in
                try await git.observe()
                let plan = try await git.host.plan()
                let file = try #require(plan.file, "\(plan)")
                try await git.push(branch: "plan")
                let clone = try await git.clone("review")
                try await clone.git("checkout", "-q", "plan")
                let without = try await clone.verify(file)
                #expect(without.exit == 65 && without.stdout.contains("NAME"), "\(without)")
                let checked = try await clone.verify(file, ["NAME": "front"])
                #expect(checked.exit == 0, "\(checked)")
                #expect(
                    try checked.document().data.unproven.array.map(\.string) == [
                        "web.env.DB_PASSWORD", "web.env.LITERAL_PASSWORD", "web.env.TOKEN",
                        "web: reconcile.spec", "web: the file behind /etc/own.key",
                    ]
                )
                let text = try git.host.workspace.read("host.json")
                for value in ["s3cret", "abc", "only here", "in-the-file"] { #expect(!text.contains(value)) }

                let other = try await clone.verify(file, ["NAME": "back"])
                #expect(other.exit == 4)
                let difference = try other.document().data.differences.array.first
                #expect(difference?.field.string?.contains("HostConfig.Binds") == true, "\(other)")
                #expect(difference?.planned.string?.contains("/stack/front:/data") == true)
                #expect(difference?.reproduced.string?.contains("/stack/back:/data") == true)
            }
        }

        @Test func `a snapshot holds no digest of what a protected container has`() async throws {
            try await with(Self.plain) { git in
                try await git.host.engine.docker("run", "-d", "--name", "prod-db", "-e", "PASSWORD=UTC", "demo:1")
                try await git.host.converge()
                try await git.observe()
                let containers = try JSONDocument(parsing: git.host.workspace.read("host.json")).host.containers.array
                let production = try #require(containers.first { $0.names.array.first?.string == "prod-db" })
                #expect(!"\(production.detail.attributes)".contains("hmac-sha256"))
                let web = try #require(containers.first { $0.names.array.first?.string == "demo-web-1" })
                #expect("\(web.detail.attributes)".contains("hmac-sha256"))
                #expect(try await git.clone("review").diff().data.actions.array.isEmpty)
            }
        }

        @Test func `a difference is told by attribute, and why it can be`() async throws {
            try await with(Self.plain) { git in
                try await git.observe()
                let plan = try await git.host.plan()
                let file = try #require(plan.file, "\(plan)")
                try await git.push(branch: "plan")
                let clone = try await git.clone("review")
                try await clone.git("checkout", "-q", "plan")
                try clone.write(Self.plain.replacing("hello there", with: "good bye"), to: TestHost.composePath)
                try await clone.git("commit", "-qam", "another greeting")
                let checked = try await clone.verify(file)
                #expect(checked.exit == 4)
                let told = try checked.document()
                let fields = told.data.differences.array.compactMap { $0.field.string }
                #expect(fields.contains("stack") && fields.contains { $0.contains("body.Env") }, "\(fields)")
                #expect(told.diagnostics.array.first?.detail.string?.contains("this checkout stands on") == true)
            }
        }
    }
}

/// The host's repository, a bare one that everybody pushes to, and clones of it in other folders.
private struct GitRepositories {
    let host: TestHost

    init(_ host: TestHost) async throws {
        self.host = host
        try await host.workspace.reconcile("init").requireExit(0)
        try await host.workspace.bash(
            """
            git init -q --bare -b main remote.git
            git checkout -q -B main
            printf 'home/\\nremote.git/\\nclones/\\nhost.json\\n' >> .gitignore
            git config user.name Tester && git config user.email tester@example.org
            git add -A && git commit -qm first
            git remote add origin "$PWD/remote.git" && git push -q origin main
            """
        ).requireExit(0)
    }

    func observe() async throws {
        try await host.workspace.reconcile("observe", "--out", "host.json").requireExit(0)
    }

    func push(branch: String) async throws {
        let script = "git checkout -qb \(branch) && git add -A && git commit -qm plan && git push -q origin \(branch)"
        try await host.workspace.bash("\(script) && git checkout -q main").requireExit(0)
    }

    func merge(branch: String) async throws {
        let merger = try await clone("merger")
        try await merger.git("merge", "-q", "--no-ff", "-m", "reviewed", "origin/\(branch)")
        try await merger.git("push", "-q", "origin", "main")
    }

    func clone(_ name: String) async throws -> GitClone {
        let folder = host.workspace.path("clones/\(name)")
        try await host.workspace.bash("git clone -q remote.git '\(folder)'").requireExit(0)
        let clone = GitClone(workspace: host.workspace, folder: folder)
        try await clone.git("config", "user.name", "Reviewer")
        try await clone.git("config", "user.email", "reviewer@example.org")
        return clone
    }
}

private struct GitClone {
    let workspace: Workspace
    let folder: String

    func git(_ arguments: String...) async throws {
        try await Command.run("/usr/bin/env", ["git", "-C", folder] + arguments)
    }

    func write(_ text: String, to path: String) throws {
        try workspace.write(text, to: "\(folder.dropFirst(workspace.root.count + 1))/\(path)")
    }

    /// No Engine, no key and no plugin of Compose: this is another machine.
    private func run(_ arguments: [String], _ variables: [String: String] = [:]) async throws -> Outcome {
        let elsewhere = ["DOCKER_HOST": "unix:///nowhere/docker.sock", "HOME": "/nonexistent", "DOCKER_CONFIG": ""]
        let environment = elsewhere.merging(variables) { $1 }
        return try await workspace.reconcile(arguments, environment: environment, directory: folder)
    }

    func diff() async throws -> JSONDocument {
        try await run(["diff", "--observed", workspace.path("host.json"), "--json"]).requireExit(0).document()
    }

    func digest() async throws -> String? { try await diff().data.digest.string }

    func verify(_ plan: String, _ variables: [String: String] = [:]) async throws -> Outcome {
        let snapshot = workspace.path("host.json")
        return try await run(["verify-plan", plan, "--reproduce", "--observed", snapshot, "--json"], variables)
    }
}
