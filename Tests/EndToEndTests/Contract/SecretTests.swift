import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct Secrets {
        @Test func `no secret of the host is in any output or file`() async throws {
            try await ContractHost.with { host in
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
            try await ContractHost.with { host in
                let canaries = try await host.plantSecrets()
                try await host.planAndApply()
                let sql = "SELECT count(*) FROM backups WHERE length(sealed) > 100"
                let count = try await host.workspace.bash("sqlite3 -readonly state/reconcile.db '\(sql)'").succeeded()
                #expect((Int(count.stdout.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) >= 3)
                let left = try await host.engine.docker("ps", "-a", "--format", "{{.Names}}")
                #expect(!left.contains("test-"))
                try host.expectNoFile(holds: canaries)
            }
        }

        @Test func `a change of a secret between plan and apply is told without the secret`() async throws {
            try await ContractHost.with { host in
                var canaries = Canaries()
                let value = canaries.plant("environment")
                let later = canaries.plant("later environment")
                try await host.engine.docker("create", "--name", "test-a", "-e", "PW=\(value)", "box:1", "true")
                let plan = try await host.plan()
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
                try await Workspace.with(ssot: ContractHost.ssot, host: "unix://" + server.socketPath) { workspace in
                    try (try await workspace.reconcile("init")).succeeded()
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

        private static func answer(_ line: String) -> HostileServer.Answer {
            if line.contains("/volumes") { return .http(#"{"Volumes":[]}"#) }
            return .http(line.contains("/info") ? #"{"ID":"AAAA","Name":"fake"}"# : "[]")
        }
    }
}

extension ContractHost {
    /// Makes objects with a secret in each place where hosts have them.
    func plantSecrets() async throws -> Canaries {
        var canaries = Canaries()
        let container = """
            docker run -d --name test-import --stop-timeout 0 \
                -e POSTGRES_PASSWORD=\(canaries.plant("environment")) \
                --label com.docker.compose.config-hash=\(canaries.plant("label of Compose")) \
                --label reconcile.note=\(canaries.plant("label of ours")) \
                --label org.example.token=\(canaries.plant("other label")) \
                --label "org.example.url=https://u:\(canaries.plant("label with userinfo"))@example.org" \
                --health-cmd "true \(canaries.plant("health check"))" --health-interval 1s \
                --mount source=test-data,target=/data \
                --entrypoint /bin/sh box:1 -c ': \(canaries.plant("command")); exec sleep 900'
            docker create --name test-entry --entrypoint '/bin/\(canaries.plant("entrypoint"))' \
                --log-opt tag=\(canaries.plant("log option")) box:1
            docker run -d --name stranger -e TOKEN=\(canaries.plant("environment of an unknown")) box:1 sleep 900
            docker run -d --name prod-db -e TOKEN=\(canaries.plant("environment of a protected")) box:1 sleep 900
            """
        let others = """
            docker volume create test-vol --label org.example.pw=\(canaries.plant("volume label"))
            docker volume create test-share --opt type=nfs --opt device=:/\(canaries.plant("volume device")) \
                --opt o=addr=127.0.0.1,password=\(canaries.plant("volume option"))
            docker network create test-net --label org.example.pw=\(canaries.plant("network label")) \
                -o org.example.key=\(canaries.plant("network option"))
            printf 'FROM box:1\\nARG KEY\\nRUN true\\nLABEL org.example.pw=\(canaries.plant("image label"))\\n' \
                | docker build -q --build-arg KEY=\(canaries.plant("build argument")) -t test-built:1 - >/dev/null
            """
        try await engine.shell(container + "\n" + others)
        return canaries
    }

    /// Everything that the Engine tells of its objects.
    func inspectEverything() async throws -> String {
        try await engine.shell(
            """
            docker inspect $(docker ps -aq)
            docker volume inspect $(docker volume ls -q)
            docker network inspect $(docker network ls -q)
            docker image inspect $(docker images -q)
            docker history --no-trunc test-built:1
            """
        )
    }

    /// Runs all verbs in all forms; they plan and apply too.
    func runEveryVerb() async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        func run(_ arguments: [String]) async throws {
            for form in [["-v"], ["--json"]] { outcomes.append(try await workspace.reconcile(arguments + form)) }
        }
        for verb in [["audit"], ["observe"], ["diff"], ["health"], ["validate"], ["observe", "--out", "host.json"]] {
            try await run(verb)
        }
        for format in ["csv", "ndjson", "markdown"] { try await run(["audit", "--format", format]) }
        for address in ["container/test-import", "container/prod-db", "test-vol", "test-share", "test-net", "test-built:1"] {
            try await run(["explain", address])
        }
        let plan = try await plan()
        for verb in [["show", plan], ["show", plan, "--format", "markdown"], ["verify-plan", plan]] { try await run(verb) }
        try await run(["apply", plan])
        try await run(["apply", plan, "--confirm", "APPLY CLEANUP"])
        for verb in ["runs", "actions", "audits"] {
            try await run(["history", verb])
            try await run(["history", verb, "--format", "csv"])
        }
        for run in try await workspace.reconcile("history", "--json").document().data.runs.array {
            outcomes.append(try await workspace.reconcile("history", "show", run.run_id.string ?? "", "-v"))
        }
        return outcomes
    }

    /// All bytes of all files: ledger with its free pages, plans, receipts, snapshot, audit lines, git's own files.
    func expectNoFile(holds canaries: Canaries) throws {
        let files = try FolderContents.files(below: workspace.root)
        let ledger = try #require(files["state/reconcile.db"])
        #expect(ledger.range(of: Data("test-import".utf8)) != nil || ledger.range(of: Data("test-a".utf8)) != nil)
        for (name, data) in files { #expect(canaries.places(in: data) == [], "\(name)") }
    }
}
