import Foundation
import TestSupport
import Testing

extension TestHost {
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
        for address in [
            "container/test-import", "container/prod-db", "test-vol", "test-share", "test-net", "test-built:1",
        ] {
            try await run(["explain", address])
        }
        let plan = try await freshPlanFile()
        for verb in [["show", plan], ["show", plan, "--format", "markdown"], ["verify-plan", plan]] {
            try await run(verb)
        }
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
