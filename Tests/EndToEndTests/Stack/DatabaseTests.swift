import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A real PostgreSQL through every way in which its container can be made anew, asked with SQL.
    @Suite(.needs(.ownEngine)) struct StackDatabase {
        private static func stack(volume: String, note: String = "a") -> String {
            """
            services:
              db:
                image: postgres:15
                container_name: database
                restart: always
                environment: {POSTGRES_DB: odoo, POSTGRES_USER: odoo, NOTE: "\(note)"}
                volumes: ["\(volume)"]
                stop_grace_period: 30s
                healthcheck:
                  test: ["CMD", "pg_isready", "--username", "odoo", "--dbname", "odoo", "--host", "127.0.0.1"]
                  interval: 1s
                  retries: 30
            volumes: {data: {}}
            """
        }

        private func with(
            volume: String,
            _ body: (PrivateEngine, Workspace) async throws -> Void
        ) async throws {
            try await PrivateEngine.with { engine in
                try await engine.makeDatabaseImage()
                let ssot =
                    "docker_staging_ssot: {env: staging, host: localhost, stack: {project: demo, compose: [compose.yaml]}}"
                try await Workspace.with(ssot: ssot, host: engine.host) { workspace in
                    try workspace.write(Self.stack(volume: volume), to: "compose.yaml")
                    try await workspace.reconcile("init", "--json").requireExit(0)
                    try await reconcile(workspace, exit: 0)
                    try await query(engine, "CREATE TABLE t (note text); INSERT INTO t VALUES ('kept')")
                    try await body(engine, workspace)
                }
            }
        }

        @Test(arguments: ["data:/var/lib/postgresql/data", "/var/lib/postgresql/data"])
        func `rows survive every replacement, in a named volume and in an anonymous one`(volume: String) async throws {
            try await with(volume: volume) { engine, workspace in
                for note in ["b", "c"] {
                    let old = try await engine.docker("inspect", "--format", "{{.Id}}", "database")
                    try workspace.write(Self.stack(volume: volume, note: note), to: "compose.yaml")
                    try await reconcile(workspace, exit: 0)
                    #expect(try await engine.docker("inspect", "--format", "{{.Id}}", "database") != old)
                    #expect(try await query(engine, "SELECT note FROM t") == "kept")
                    #expect(try await engine.docker("volume", "ls", "-q").split(separator: "\n").count == 1)
                }
                let again = try await workspace.reconcile("plan", "--detailed-exitcode")
                #expect(again.exit == 0, "\(again)")
            }
        }

        @Test func `a daemon that restarts during the health wait loses nothing, and never runs it twice`() async throws
        {
            let volume = "/var/lib/postgresql/data"
            try await with(volume: volume) { engine, workspace in
                let slow = Self.stack(volume: volume, note: "b").replacing("interval: 1s", with: "interval: 6s")
                try workspace.write(slow, to: "compose.yaml")
                let file = try await plan(workspace)
                async let applied = workspace.reconcile("apply", file, "--json")
                try await untilNewContainerRuns(engine)
                try await engine.stop()
                try await engine.start()
                let outcome = try await applied
                #expect([0, 6].contains(outcome.exit), "\(outcome)")

                let running = try await engine.docker("ps", "--format", "{{.Names}}")
                #expect(running == "database", "\(running); \(outcome)")
                try await untilReady(engine)
                #expect(try await query(engine, "SELECT note FROM t") == "kept")
                #expect(try await engine.docker("volume", "ls", "-q").split(separator: "\n").count == 1)
            }
        }

        private func plan(_ workspace: Workspace) async throws -> String {
            let planned = try await workspace.reconcile("plan", "--json").requireExit(0)
            return try #require(try planned.document().data.file.string, "\(planned)")
        }

        private func reconcile(_ workspace: Workspace, exit: Int32) async throws {
            let applied = try await workspace.reconcile("apply", try await plan(workspace), "--json")
            try #require(applied.exit == exit, "\(applied)")
        }

        @discardableResult
        private func query(_ engine: PrivateEngine, _ sql: String) async throws -> String {
            try await engine.docker(
                "exec",
                "database",
                "psql",
                "--username",
                "odoo",
                "--dbname",
                "odoo",
                "-At",
                "-c",
                sql
            )
        }

        /// The old container stands aside and the new one runs: the wait has begun.
        private func untilNewContainerRuns(_ engine: PrivateEngine) async throws {
            try await Waiting.until("the new container runs beside the old one") {
                let names = try await engine.docker("ps", "-a", "--format", "{{.Names}} {{.State}}")
                    .split(separator: "\n")
                return names.count == 2 && names.contains("database running")
            }
        }

        private func untilReady(_ engine: PrivateEngine) async throws {
            try await Waiting.until("PostgreSQL answers") { (try? await query(engine, "SELECT 1")) == "1" }
        }
    }
}
