import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A clean-up needs the runbook's phrase.
    @Suite(.needs(.engine)) struct PhraseTests {
        @Test(arguments: [
            [], ["--no-input"], ["--confirm", ""], ["--confirm", "apply cleanup"], ["--confirm", "yes"],
        ])
        func `without the right phrase nothing is deleted`(arguments: [String]) async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                try await scene.expectRefusal(
                    of: plan,
                    .init(4, "phrase", "RC307", naming: "APPLY CLEANUP"),
                    arguments: arguments
                )
            }
        }

        @Test func `the phrase can be typed at a terminal`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let outcome = try await typing("APPLY CLEANUP\n", scene, plan)
                #expect(outcome.exit == 0, "\(outcome)")
                #expect(outcome.stdout.contains("4 to destroy"), "\(outcome)")
                #expect(outcome.stdout.contains("volume/test-v"), "\(outcome)")
                #expect(try await !scene.has("volume", "test-v"))
            }
        }

        @Test func `a wrong phrase at a terminal is refused`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                let outcome = try await typing("APPLY CLEAN UP\n", scene, plan)
                #expect(outcome.exit == 4, "\(outcome)")
                #expect(scene.proxy.mutatingRequests.isEmpty)
            }
        }

        @Test func `an interrupt at the prompt ends the program at once`() async throws {
            try await TestHost.with(.cleanup()) { scene in
                let plan = try await scene.planFile()
                // 0x03 is what Ctrl-C sends.
                let outcome = try await typing("\u{3}", scene, plan)
                #expect(outcome.exit == 130, "\(outcome)")
                #expect(scene.proxy.mutatingRequests.isEmpty)
                #expect(try await scene.has("volume", "test-v"))
                try await scene.apply(plan).requireExit(0)
            }
        }

        /// With `script`, which gives the program a terminal of its own; types once the prompt is there.
        private func typing(_ keys: String, _ scene: TestHost, _ plan: String) async throws -> Outcome {
            let keyboard = Pipe()
            var environment = scene.workspace.environment
            environment["DOCKER_HOST"] = scene.proxy.host
            let running = try RunningCommand(
                "/usr/bin/script",
                ["-qec", "'\(Workspace.binary)' apply '\(plan)'", "/dev/null"],
                environment: environment,
                directory: scene.workspace.root,
                input: keyboard.fileHandleForReading
            )
            try await running.hasWritten("to go on: ")
            try keyboard.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
            let outcome = try await running.outcome()
            try keyboard.fileHandleForWriting.close()
            return outcome
        }
    }
}
