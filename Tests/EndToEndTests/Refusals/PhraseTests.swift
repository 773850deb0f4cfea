import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A clean-up needs the runbook's phrase.
    @Suite struct PhraseTests {
        @Test(arguments: [[], ["--no-input"], ["--confirm", ""], ["--confirm", "apply cleanup"], ["--confirm", "yes"]])
        func `without the right phrase nothing is deleted`(arguments: [String]) async throws {
            try await Scene.with { scene in
                let plan = try await scene.plan()
                try await scene.expectRefusal(
                    of: plan,
                    .init(4, "phrase", "RC307", naming: "APPLY CLEANUP"),
                    arguments: arguments
                )
            }
        }

        @Test func `the phrase can be typed at a terminal`() async throws {
            try await Scene.with { scene in
                let plan = try await scene.plan()
                let outcome = try await typing("APPLY CLEANUP", scene, plan)
                #expect(outcome.exit == 0, "\(outcome)")
                #expect(outcome.stdout.contains("4 to destroy"), "\(outcome)")
                #expect(outcome.stdout.contains("volume/test-v"), "\(outcome)")
                #expect(try await !scene.has("volume", "test-v"))
            }
        }

        @Test func `a wrong phrase at a terminal is refused`() async throws {
            try await Scene.with { scene in
                let plan = try await scene.plan()
                let outcome = try await typing("APPLY CLEAN UP", scene, plan)
                #expect(outcome.exit == 4, "\(outcome)")
                #expect(scene.proxy.mutatingRequests.isEmpty)
            }
        }

        /// With `script`, which gives the program a terminal of its own.
        private func typing(_ phrase: String, _ scene: Scene, _ plan: String) async throws -> Outcome {
            try scene.workspace.write(phrase + "\n", to: "typed")
            var environment = scene.workspace.environment
            environment["DOCKER_HOST"] = scene.proxy.host
            let running = try RunningCommand(
                "/usr/bin/script",
                ["-qec", "'\(Workspace.binary)' apply '\(plan)'", "/dev/null"],
                environment: environment,
                directory: scene.workspace.root,
                input: try FileHandle(forReadingFrom: URL(fileURLWithPath: scene.workspace.path("typed")))
            )
            return try await running.outcome()
        }
    }
}
