import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `depends_on`, as the Engine's own events tell it.
    @Suite(.needs(.engine), .needs(.compose)) struct StackDependencies {
        private static let stack = """
            services:
              app:
                image: demo:1
                depends_on:
                  db: {condition: service_healthy}
                  migrate: {condition: service_completed_successfully}
              migrate:
                image: demo:1
                command: ["true"]
                depends_on: {db: {condition: service_healthy}}
              db:
                image: demo:1
                command: ["sh", "-c", "sleep 2; echo > /tmp/ready; trap 'exit 0' TERM; sleep 1000 & wait"]
                healthcheck: {test: ["CMD", "cat", "/tmp/ready"], interval: 500ms, retries: 20}
                depends_on: [cache]
              cache: {image: "demo:1"}
            """

        @Test func `order and conditions are kept`() async throws {
            try await TestHost.with(.stack(Self.stack)) { scene in
                let since = Date().timeIntervalSince1970
                try await scene.converge()
                let events = try await events(of: scene, since: since)
                func index(_ event: String) throws -> Int {
                    try #require(events.firstIndex(of: event), "\(event): \(events)")
                }
                #expect(try index("start demo-cache-1") < index("start demo-db-1"))
                #expect(try index("health_status: healthy demo-db-1") < index("start demo-migrate-1"))
                #expect(try index("die demo-migrate-1") < index("start demo-app-1"))
            }
        }

        @Test func `a job that failed keeps what waits for it from starting`() async throws {
            try await TestHost.with(.stack(Self.stack.replacing("[\"true\"]", with: "[\"false\"]"))) { scene in
                let applied = try await scene.apply(try await scene.plan())
                #expect(applied.exit == 6, "\(applied)")
                let names = try await scene.engine.docker("ps", "--format", "{{.Names}}")
                #expect(!names.contains("demo-app-1"), "\(names)")
            }
        }

        private func events(of scene: TestHost, since: Double) async throws -> [String] {
            let until = String(Int(Date().timeIntervalSince1970) + 1)
            let text = try await scene.engine.docker(
                "events",
                "--since",
                String(Int(since)),
                "--until",
                until,
                "--filter",
                "type=container",
                "--format",
                "{{.Action}} {{.Actor.Attributes.name}}"
            )
            return text.split(separator: "\n").map(String.init)
        }
    }
}
